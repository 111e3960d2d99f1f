/** What a screen reader is told: one polite live region, emptied after a second so that nothing stands there to be met again. */
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";

const STANDS_MS = 1000;

export class Voice implements ReactiveController {
  private text = "";
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.silence);
  }

  say(text: string): void {
    clearTimeout(this.silence);
    this.set(text);
    this.silence = setTimeout(() => this.set(""), STANDS_MS);
  }

  /** One stands inside the launcher's window and one beside it; only the one that can be heard is given the text. */
  region(heard = true): TemplateResult {
    return html`<div class="sr" role="status" aria-live="polite">${heard ? this.text : ""}</div>`;
  }

  private set(text: string): void {
    this.text = text;
    this.host.requestUpdate();
  }
}
