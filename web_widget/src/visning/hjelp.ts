/** The bar that is always there: help numbers, and for the person the way out. */
import { html, type TemplateResult } from "lit";
import type { Texts } from "../tekster.js";
import { tel } from "./telefon.js";

const NUMBERS = [["113", "help_113"], ["116 117", "help_116117"], ["116 123", "help_116123"]] as const;

/** `exit` is only for the person's own talk, `hide` only for the launcher's window. */
export function helpBar(t: Texts, hint: boolean, exit: (() => void) | null, hide: (() => void) | null): TemplateResult {
  return html`
    <div class="help" part="help">
      <h2 id="help-title">${t.help_title}</h2>
      ${exit ? html`<button type="button" class="exit" @click=${exit}>${t.exit}</button>` : null}
      ${hide ? html`<button type="button" class="exit hide" @click=${hide}>${t.hide}<span class="sr"> ${t.hide_what}</span></button>` : null}
      <ul aria-labelledby="help-title">
        ${NUMBERS.map(([phone, key]) => html`
          <li><a href=${tel(phone)}><strong>${phone}</strong> <span>${t[key]}</span></a></li>`)}
      </ul>
      ${hint ? html`<p class="exit-hint">${t.exit_hint}</p>` : null}
    </div>`;
}
