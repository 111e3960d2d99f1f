/** The launcher's window: open or hidden, where focus goes, and how it stands on a small screen. */
import type { ReactiveControllerHost } from "lit";

/** Where the window fills the screen, the page behind it must not be reached by Tab. The same limits stand in stil/vindu.ts. */
const SMALL = "(max-width: 40rem), (max-height: 30rem)";

export interface LauncherHost extends ReactiveControllerHost {
  readonly shadowRoot: ShadowRoot | null;
  /** The window stands open: give it focus and scroll. */
  windowShown(): void;
  /** The window is hidden; `focused` when focus was in it and needs another place. */
  windowHidden(focused: boolean): void;
}

export class Launcher {
  open = false;
  /** Something was said while it was hidden. */
  unread = false;
  private focused = true;

  constructor(private readonly host: LauncherHost) {}

  show(): void {
    if (this.open) return;
    [this.open, this.unread, this.focused] = [true, false, true];
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => {
      if (matchMedia(SMALL).matches) this.dialog?.showModal();
      else this.dialog?.show();
      this.host.windowShown();
    });
  }

  /** Ends in `closed`, as when the browser closes it itself (a phone's back gesture). */
  hide(): void {
    this.focused = Boolean(this.dialog?.contains(this.host.shadowRoot?.activeElement ?? null));
    this.dialog?.close();
  }

  readonly closed = (): void => {
    if (!this.open) return;
    this.open = false;
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.host.windowHidden(this.focused));
  };

  private get dialog(): HTMLDialogElement | null {
    return this.host.shadowRoot?.querySelector<HTMLDialogElement>("dialog.window") ?? null;
  }
}
