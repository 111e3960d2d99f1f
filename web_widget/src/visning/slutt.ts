/** Where the talk rests or has ended: what can be done now. And the question before everything is deleted. */
import { html, nothing, type TemplateResult } from "lit";
import type { Talk } from "../samtale.js";
import type { Texts } from "../tekster.js";
import type { Mode, Reach, Status } from "../types.js";

export interface EndActions {
  resume(): void;
  download(all?: boolean): void;
  editReach(): void;
  saveReach(text: string): void;
  askErase(): void;
  erase(): void;
  closeDialog(): void;
  startAgain(): void;
  showCode(): void;
}

export function restPanel({ status, t, contact }: Talk, mode: Mode, reaching: boolean, on: EndActions): TemplateResult | typeof nothing {
  if (status === "pagar") return nothing;
  const paused = status === "pause";
  return html`
    <div class="panel" tabindex="-1">
      <h3>${paused ? t.paused_title : t.ended_title}</h3>
      <p>${restText(status, mode, t)}</p>
      ${contact ? reachView(contact, reaching, t, on) : nothing}
      <div class="buttons">
        ${paused ? html`<button type="button" class="primary" @click=${on.resume}>${t.resume}</button>` : nothing}
        ${mode === "self" ? html`<button type="button" class="secondary" @click=${on.showCode}>${t.code_get}</button>` : nothing}
        <button type="button" class=${paused ? "secondary" : "primary"} @click=${() => on.download()}>${t.download}</button>
        ${mode === "self" ? html`<button type="button" class="secondary" @click=${() => on.download(true)}>${t.download_all}</button>` : nothing}
        ${paused ? nothing : html`<button type="button" class="secondary" @click=${on.startAgain}>${t.new}</button>`}
        <button type="button" class="secondary danger" @click=${on.askErase}>${t.erase}</button>
      </div>
    </div>`;
}

/** What the person has written about how to be reached, to read and to write anew. */
function reachView({ text }: Reach, reaching: boolean, t: Texts, on: EndActions): TemplateResult {
  return html`
    <form class="reach" @submit=${(event: SubmitEvent) => submitReach(event, on)}>
      <p><strong>${t.reach}</strong> ${text || t.reach_none}</p>
      ${reaching ? html`
        <label for="reach-field">${t.reach_label}</label>
        <div class="write"><input id="reach-field" name="reach" autocomplete="off" maxlength="500" .defaultValue=${text}>
          <button type="submit" class="secondary">${t.reach_save}</button></div>`
        : html`<button type="button" class="quiet" id="reach-edit" @click=${on.editReach}>${t.reach_edit}</button>`}
    </form>`;
}

function submitReach(event: SubmitEvent, on: EndActions): void {
  event.preventDefault();
  on.saveReach(String(new FormData(event.target as HTMLFormElement).get("reach") ?? "").trim());
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
