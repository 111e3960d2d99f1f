/** Quick replies to the open question: buttons, a scale, or boxes to tick. */
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Texts } from "../tekster.js";
import type { Choice, Message } from "../types.js";

export interface ChoiceActions {
  choose(code: string, label: string): void;
  complain(text: string): void;
}

export function choicesView(message: Message, t: Texts, on: ChoiceActions): TemplateResult | typeof nothing {
  const choices = message.choices ?? [];
  if (!choices.length) return nothing;
  const view = message.answer === "flere" ? boxes : isScale(choices) ? scale : buttons;
  return html`${keyed(message.id, view(choices, t, on))}`;
}

function buttons(choices: Choice[], t: Texts, on: ChoiceActions): TemplateResult {
  return html`
    <div class="choices" role="group" aria-label=${t.choices}>
      ${choices.map((c) => html`<button type="button" class="choice" @click=${() => on.choose(c.code, c.label)}>${c.label}</button>`)}
    </div>`;
}

/** Numbers in a row, what the ends mean below; a screen reader gets number and meaning together. */
function scale(choices: Choice[], t: Texts, on: ChoiceActions): TemplateResult {
  const ends = [choices[0], choices.at(-1)].map((c) => c?.label.slice(c.code.length).trim() ?? "");
  return html`
    <div class="choices scale" role="group" aria-label=${t.choices}>
      <div class="steps">
        ${choices.map((c) => html`<button type="button" class="choice" aria-label=${c.label} @click=${() => on.choose(c.code, c.label)}>${c.code}</button>`)}
      </div>
      <div class="ends" aria-hidden="true"><span>${ends[0]}</span><span>${ends[1]}</span></div>
    </div>`;
}

function isScale(choices: Choice[]): boolean {
  return choices.length > 4 && choices.every((c) => /^\d+$/.test(c.code) && c.label.startsWith(c.code));
}

function boxes(choices: Choice[], t: Texts, on: ChoiceActions): TemplateResult {
  return html`
    <form class="choices many" @submit=${(event: SubmitEvent) => ticked(event, choices, t, on)}>
      <fieldset>
        <legend>${t.choices_many}</legend>
        ${choices.map((c) => html`<label class="card"><input type="checkbox" name="code" value=${c.code}><span>${c.label}</span></label>`)}
      </fieldset>
      <button type="submit" class="primary">${t.choices_done}</button>
    </form>`;
}

function ticked(event: SubmitEvent, choices: Choice[], t: Texts, on: ChoiceActions): void {
  event.preventDefault();
  const codes = new FormData(event.target as HTMLFormElement).getAll("code").map(String);
  if (!codes.length) return on.complain(t.choices_none);
  on.choose(codes.join(","), choices.filter((c) => codes.includes(c.code)).map((c) => c.label).join(", "));
}
