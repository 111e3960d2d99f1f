/** Where the talk rests or has ended: what can be done now. And the question before everything is deleted. */
import { html, nothing, type TemplateResult } from "lit";
import type { Texts } from "../tekster.js";
import type { Mode, Status } from "../types.js";

export interface EndActions {
  resume(): void;
  download(): void;
  askErase(): void;
  erase(): void;
  closeDialog(): void;
  startAgain(): void;
  showCode(): void;
}

export function restPanel(status: Status, mode: Mode, t: Texts, on: EndActions): TemplateResult | typeof nothing {
  if (status === "pagar") return nothing;
  const paused = status === "pause";
  return html`
    <div class="panel" tabindex="-1">
      <h3>${paused ? t.paused_title : t.ended_title}</h3>
      <p>${restText(status, mode, t)}</p>
      <div class="buttons">
        ${paused ? html`<button type="button" class="primary" @click=${on.resume}>${t.resume}</button>` : nothing}
        ${mode === "self" ? html`<button type="button" class="secondary" @click=${on.showCode}>${t.code_get}</button>` : nothing}
        <button type="button" class=${paused ? "secondary" : "primary"} @click=${on.download}>${t.download}</button>
        ${paused ? nothing : html`<button type="button" class="secondary" @click=${on.startAgain}>${t.new}</button>`}
        <button type="button" class="secondary danger" @click=${on.askErase}>${t.erase}</button>
      </div>
    </div>`;
}

function restText(status: Status, mode: Mode, t: Texts): string {
  if (status === "pause") return mode === "self" ? t.paused_code : t.paused_text;
  if (mode === "guided") return t.ended_guided;
  return status === "levert" ? t.ended_shared : t.ended_unshared;
}

export function erasedScreen(t: Texts, on: EndActions): TemplateResult {
  return html`
    <div class="start">
      <h2 class="title" tabindex="-1">${t.erased_title}</h2>
      <p class="lead">${t.erased_text}</p>
      <button type="button" class="primary wide" @click=${on.startAgain}>${t.new}</button>
    </div>`;
}

export function eraseDialog(t: Texts, failed: boolean, on: EndActions): TemplateResult {
  return html`
    <dialog class="erase" id="erase" aria-labelledby="erase-title" aria-describedby="erase-text">
      <h2 id="erase-title">${t.erase_title}</h2>
      <p id="erase-text">${t.erase_text}</p>
      ${failed ? html`<p class="notice" role="alert">${t.erase_failed}</p>` : nothing}
      <div class="buttons">
        <button type="button" class="secondary" autofocus @click=${on.closeDialog}>${t.erase_no}</button>
        <button type="button" class="primary danger" @click=${on.erase}>${t.erase_yes}</button>
      </div>
    </dialog>`;
}
