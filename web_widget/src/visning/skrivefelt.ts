/** The writing field, and the buttons that steer the talk. */
import { html, nothing, type TemplateResult } from "lit";
import type { Talk } from "../samtale.js";
import { texts, type Language, type Texts } from "../tekster.js";
import { openQuestion } from "../transkript.js";
import type { Area, Mode } from "../types.js";

export interface WriteActions {
  send(): void;
  write(text: string): void;
  command(code: string, label: string): void;
  toggleMore(): void;
  download(all?: boolean): void;
  askErase(): void;
  showCode(): void;
}

interface WriteState {
  t: Texts;
  mode: Mode;
  busy: boolean;
  more: boolean;
  language: Language;
  languages: readonly Language[];
  areas: Area[];
  /** Before consent, and while it rests, there is nothing to skip; before the first answer nothing to go back to. */
  consented: boolean;
  answered: boolean;
}

const CONSENT = "ramme.samtykke";

/** The field and its buttons; nothing once the talk has ended, since nobody would read what is written there. */
export function foot(talk: Talk, mode: Mode, more: boolean, on: WriteActions): TemplateResult | typeof nothing {
  const { t, status, busy, language, areas, bubbles, progress, service } = talk;
  if (status === "levert" || status === "avsluttet") return nothing;
  const going = status === "pagar";
  return html`<div class="foot"><div class="column">${composer({
    t, mode, busy, more, language, languages: service.languages, areas,
    consented: going && openQuestion(bubbles)?.message.question !== CONSENT, answered: going && (progress?.answered ?? 0) > 0,
  }, on)}</div></div>`;
}

function composer(s: WriteState, on: WriteActions): TemplateResult {
  const label = s.mode === "guided" ? s.t.input_guided : s.t.input;
  return html`
    <form class="composer" tabindex="-1" aria-label=${s.t.composer} @submit=${(event: Event) => { event.preventDefault(); on.send(); }}>
      ${toolbar(s, on)}
      <label for="text">${label}</label>
      <div class="write">
        <textarea id="text" rows="2" autocomplete="off" enterkeyhint="send" @keydown=${(event: KeyboardEvent) => enter(event, on)}
          @input=${(event: InputEvent) => on.write((event.target as HTMLTextAreaElement).value)}></textarea>
        <button type="submit" class="primary" aria-disabled=${s.busy}>${s.t.send}</button>
      </div>
    </form>`;
}

function enter(event: KeyboardEvent, on: WriteActions): void {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  on.send();
}

/** Pause and correction stand in the row where there is room, else under «more». */
function toolbar(s: WriteState, on: WriteActions): TemplateResult {
  const { t } = s;
  const command = (code: string, label: string, style = "") =>
    html`<button type="button" class="quiet ${style}" @click=${() => on.command(code, label)}>${label}</button>`;
  const wide = (style: string) => html`
    ${s.consented ? command("pause", t.pause, style) : nothing}
    ${s.answered ? command("rett_svar", t.correct, style) : nothing}`;
  return html`
    <div class="toolbar" role="group" aria-label=${t.actions}>
      ${s.consented ? command("hopp_over", t.skip) : nothing}
      ${s.answered ? command("tilbake", t.back) : nothing}
      <button type="button" class="quiet" @click=${() => on.command("hvorfor", t.why)}>${t.why_short}<span class="roomy"> ${t.why_rest}</span>?</button>
      ${wide("roomy")}
      <button type="button" class="quiet" aria-expanded=${s.more} aria-controls="more" @click=${on.toggleMore}>${t.more}</button>
    </div>
    <div class="toolbar more" id="more" role="group" aria-label=${t.more} ?hidden=${!s.more}>
      ${wide("tight")}
      ${s.consented && s.mode === "self" ? html`<button type="button" class="quiet" @click=${on.showCode}>${t.code_get}</button>` : nothing}
      ${command("menneske", t.human)} ${command("personvern", t.privacy)}
      ${s.languages.filter((code) => code !== s.language).map((code) => languageButton(code, on))}
      <button type="button" class="quiet" @click=${() => on.download()}>${t.download}</button>
      ${s.mode === "self" ? html`<button type="button" class="quiet" @click=${() => on.download(true)}>${t.download_all}</button>` : nothing}
      <button type="button" class="quiet danger" @click=${on.askErase}>${t.erase}</button>
    </div>
    ${s.mode === "guided" && s.areas.length ? jump(s, on) : nothing}`;
}

/** Each language is offered in its own words. */
function languageButton(code: Language, on: WriteActions): TemplateResult {
  const label = texts(code).switch_here;
  return html`<button type="button" class="quiet" lang=${code} @click=${() => on.command(`sprak:${code}`, label)}>${label}</button>`;
}

function jump(s: WriteState, on: WriteActions): TemplateResult {
  return html`
    <div class="jump">
      <label for="area">${s.t.jump}</label>
      <select id="area">${s.areas.map((a) => html`<option value=${a.id}>${a.title}${a.answered ? ` (${s.t.jump_met})` : ""}</option>`)}</select>
      <button type="button" class="quiet" @click=${(event: Event) => {
        const select = (event.target as HTMLElement).parentElement?.querySelector("select");
        const area = s.areas.find((a) => a.id === select?.value);
        if (area) on.command(`omrade:${area.id}`, `${s.t.jump}: ${area.title}`);
      }}>${s.t.jump_go}</button>
    </div>`;
}
