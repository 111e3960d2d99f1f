/** The way out: Escape twice, or the button. Leaves no trace in the tab and no page to come back to. */
import { forgetAll } from "./minne.js";
import { tellAllToLeave } from "./naboer.js";

const WITHIN_MS = 1500;
export const NEUTRAL = "https://www.yr.no/";

/** Leave in every tab that has the talk. */
export function leaveFast(): void {
  tellAllToLeave();
  leaveThis();
}

/** Clear, empty the page at once, and replace it: the neutral one may take a moment to load. */
export function leaveThis(): void {
  forgetAll();
  document.title = "";
  document.documentElement.hidden = true;
  document.body.replaceChildren();
  window.location.replace(NEUTRAL);
}

/** Counts Escape anywhere on the page, while `armed`. `hint` is told after the first, and again when its time has passed. */
export class EscapeTwice {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly armed: () => boolean, private readonly hint: (shown: boolean) => void) {}

  start(): void {
    window.addEventListener("keydown", this.pressed, true);
  }

  stop(): void {
    window.removeEventListener("keydown", this.pressed, true);
    this.clear();
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.repeat || event.isComposing) return;
    if (this.timer !== undefined) return leaveFast();
    if (!this.armed()) return;
    this.timer = setTimeout(() => this.clear(), WITHIN_MS);
    this.hint(true);
  };

  private clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.hint(false);
  }
}
