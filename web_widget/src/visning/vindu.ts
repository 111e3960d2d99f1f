/** The launcher: a button on the host's page, and the window with the whole talk. */
import { html, nothing, svg, type TemplateResult } from "lit";
import { fill, type Texts } from "../tekster.js";

export interface LauncherState {
  t: Texts;
  open: boolean;
  unread: boolean;
  /** A talk is remembered that can be gone on with. */
  ongoing: boolean;
  hint: boolean;
  /** The host's own words on the button; empty for ours. */
  label: string;
  /** The service's name; empty when it is not known. */
  name: string;
}

const BUBBLE = svg`<path d="M4 5h16v11H10l-4 4v-4H4z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/>`;

/** The content stays in the closed window, so that nothing half written is lost. */
export function launcherView(s: LauncherState, content: TemplateResult, open: () => void, closed: () => void): TemplateResult {
  const { t } = s;
  const label = s.unread ? t.launch_new : s.ongoing ? t.launch_on : s.label || t.launch;
  return html`
    ${s.hint && !s.open ? html`<p class="exit-hint loose" aria-hidden="true">${t.exit_hint}</p>` : nothing}
    <button type="button" class="launch" part="launcher" aria-haspopup="dialog" ?hidden=${s.open} @click=${open}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">${BUBBLE}</svg><span>${label}</span>
    </button>
    <dialog class="window" part="window" aria-label=${s.name ? fill(t.window, { name: s.name }) : t.window_plain} @close=${closed}>${content}</dialog>`;
}
