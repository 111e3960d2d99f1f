/** The first screen: language, length, start. Choices are read from the form when it is sent. */
import { html, nothing, type TemplateResult } from "lit";
import type { Talk } from "../samtale.js";
import { asLanguage, type Language } from "../tekster.js";
import type { Depth, Mode } from "../types.js";
import type { OwnContact } from "../tjenesten.js";
import { linked, tel } from "./telefon.js";

export interface StartActions {
  speak(language: Language): void;
  begin(language: Language, depth: Depth): void;
}

const DEPTHS: Depth[] = ["short", "normal", "thorough"];

export function startScreen(talk: Talk, mode: Mode, on: StartActions): TemplateResult {
  const { t, language, notice, service, slow } = talk;
  const opening = talk.phase === "opening";
  const guided = mode === "guided";
  return html`
    <form class="start" @submit=${(event: SubmitEvent) => submit(event, talk, on)}>
      <h2 class="title" tabindex="-1">${guided ? t.start_title_guided : t.start_title}</h2>
      <p class="lead">${guided ? t.start_lead_guided : t.start_lead}</p>
      ${[service.outside[language], notice, slow ? t.slow_start : ""].map((said) => (said ? html`<p class="notice">${linked(said)}</p>` : nothing))}
      ${service.contacts.map((contact) => ownContact(contact, language))}
      ${service.languages.length > 1 ? html`<fieldset>
        <legend>${t.start_language}</legend>
        <div class="pair">${service.languages.map((code) => radio("language", code, t[code], "", language === code, () => on.speak(code), code))}</div>
      </fieldset>` : nothing}
      <fieldset>
        <legend>${guided ? t.start_depth_guided : t.start_depth}</legend>
        <div class="lengths">${DEPTHS.map((depth) => radio("depth", depth, t[depth], t[`${depth}_time`], depth === service.depth))}</div>
      </fieldset>
      ${guided ? nothing : html`<p class="hint">${t.start_note}</p>`}
      <button type="submit" class="primary wide" aria-disabled=${opening}>${opening ? t.start_opening : t.start_go}</button>
    </form>`;
}

/** A number of the service's own, and when it is answered. */
function ownContact({ name, phone, when }: OwnContact, language: Language): TemplateResult {
  return html`<p>${name[language]}: <a class="number" href=${tel(phone)}>${phone}</a>${when[language] ? ` (${when[language]})` : nothing}</p>`;
}

function radio(name: string, value: string, label: string, more: string, checked: boolean, change?: () => void, lang?: string): TemplateResult {
  return html`
    <label class="card">
      <input type="radio" name=${name} value=${value} .defaultChecked=${checked} @change=${change ?? nothing}>
      <span lang=${lang ?? nothing}>${label}${more ? html`<small>${more}</small>` : nothing}</span>
    </label>`;
}

function submit(event: SubmitEvent, talk: Talk, on: StartActions): void {
  event.preventDefault();
  const chosen = new FormData(event.target as HTMLFormElement);
  on.begin(asLanguage(chosen.get("language") ?? talk.language), (chosen.get("depth") as Depth | null) ?? talk.service.depth);
}
