/** The code: shown large where the talk goes on, written in a field where none stands. */
import { html, nothing, type TemplateResult } from "lit";
import type { Code } from "../kode.js";
import type { Talk } from "../samtale.js";
import type { Texts } from "../tekster.js";
import { leaveFast } from "../utgang.js";

export interface CodeActions {
  showCode(): void;
  closeCode(): void;
  askCode(): void;
  openCode(written: string): void;
}

/** Read aloud character by character: as a word the code could not be written down. The way out stands here too: the one in the bar cannot be reached meanwhile. */
export function codeDialog(t: Texts, code: Code, on: CodeActions): TemplateResult {
  const { made } = code;
  return html`
    <dialog class="erase" id="code" aria-labelledby="code-title" aria-describedby="code-spelt code-text">
      ${made ? html`
        <h2 id="code-title">${t.code_title}</h2>
        <p class="code" translate="no"><span aria-hidden="true">${made.code}</span><span class="sr" id="code-spelt">${spelt(made.code)}</span></p>
        <div id="code-text"><p>${t.code_text}</p>${made.replaced ? html`<p>${t.code_replaced}</p>` : nothing}</div>
        <div class="buttons"><button type="button" class="primary" autofocus @click=${on.closeCode}>${t.choices_done}</button>
          <button type="button" class="secondary" @click=${leaveFast}>${t.exit}</button></div>` : nothing}
    </dialog>`;
}

function spelt(code: string): string {
  return `${code.split("-").map((group) => [...group].join(", ")).join(". ")}.`;
}

/** Quiet, below the start: most who come here have no code. */
export function codeEntry({ t, busy, phase }: Talk, code: Code, on: CodeActions): TemplateResult {
  return html`
    <form class="start have-code" @submit=${(event: SubmitEvent) => submit(event, on)}>
      ${code.asked ? html`
        <label for="code-field">${t.code_label}</label>
        <div class="write">
          <input id="code-field" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" enterkeyhint="go" maxlength="40"
            aria-describedby=${code.wrong ? "code-wrong" : nothing} aria-invalid=${code.wrong ? "true" : nothing}>
          <button type="submit" class="secondary" aria-disabled=${busy}>${busy && phase === "start" ? t.start_opening : t.code_open}</button>
        </div>
        ${code.wrong ? html`<p class="notice" id="code-wrong">${code.wrong}</p>` : nothing}`
        : html`<button type="button" class="quiet" @click=${on.askCode}>${t.code_have}</button>`}
    </form>`;
}

function submit(event: SubmitEvent, on: CodeActions): void {
  event.preventDefault();
  on.openCode(String(new FormData(event.target as HTMLFormElement).get("code") ?? "").trim());
}
