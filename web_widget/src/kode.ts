/** The code that opens the talk again on another day or device: the one just made, the field to write one, and the watch over its use elsewhere. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { NewCode } from "./types.js";

const LOOK_MS = 20_000;

export class Code implements ReactiveController {
  /** Held here only, never stored. Asking again in the same tab shows the same code, since a new one would end it. */
  made: NewCode | null = null;
  /** The field for a code stands open on the start screen. */
  asked = false;
  /** What was wrong with the code that was written. */
  wrong = "";
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost, private readonly look: () => void) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.seen);
    this.timer = setInterval(this.seen, LOOK_MS);
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.seen);
    clearInterval(this.timer);
  }

  set(change: Partial<Pick<Code, "made" | "asked" | "wrong">>): void {
    Object.assign(this, change);
    this.host.requestUpdate();
  }

  private readonly seen = (): void => {
    if (!document.hidden) this.look();
  };
}
