/** What has been said: bubbles, safety steps, the summary. */
import { html, nothing, type TemplateResult } from "lit";
import { fill, type Texts } from "../tekster.js";
import type { Bubble, Contact, Message, Mode } from "../types.js";
import { linked, safetyParts, tel } from "./telefon.js";

const POINT = /^([^:\n]{1,60}): (.+)$/;

export function bubbleView(bubble: Bubble, t: Texts, mode: Mode, open: boolean): TemplateResult {
  const { message, mine, language } = bubble;
  if (mine) return mineView(message, mode === "guided" ? t.said_worker : t.said_me);
  const view = { safety: safetyView, summary: summaryView }[message.kind as string] ?? plainView;
  return html`
    <div class="row them" lang=${language}>
      <span class="sr">${t.said_them}</span>
      ${view(message, t)}
      ${open && mode === "guided" ? guide(message, t) : nothing}
    </div>`;
}

function mineView(message: Message, who: string): TemplateResult {
  return html`<div class="row mine"><span class="sr">${who}</span><div class="bubble"><p>${message.text}</p></div></div>`;
}

function plainView(message: Message): TemplateResult {
  return html`<div class="bubble ${message.kind}">${paragraphs(message.text.split(/\n{2,}/))}</div>`;
}

function paragraphs(parts: string[]): TemplateResult[] {
  return parts.map((part) => html`<p>${linked(part)}</p>`);
}

/** Set apart from everything else. Only the step's first message, the one with numbers, has the heading. */
function safetyView(message: Message, t: Texts): TemplateResult {
  const { before, contacts, after } = safetyParts(message);
  return html`
    <div class="safety">
      ${contacts.length ? html`<h3>${t.safety_title}</h3>` : nothing}
      ${paragraphs(before)}
      ${contacts.length ? calls(contacts, t) : nothing}
      ${paragraphs(after)}
    </div>`;
}

function calls(contacts: Contact[], t: Texts): TemplateResult {
  const [first, ...rest] = contacts;
  return html`
    ${first ? call(first, t, "call first") : nothing}
    ${rest.length ? html`<p class="also">${t.call_also}</p><ul class="calls">${rest.map((c) => html`<li>${call(c, t, "call")}</li>`)}</ul>` : nothing}`;
}

function call(contact: Contact, t: Texts, style: string): TemplateResult {
  return html`
    <a class=${style} href=${tel(contact.phone)}>
      <strong>${fill(t.call, { number: contact.phone })}</strong>
      ${contact.name ? html` <span>${contact.name}</span>` : nothing}
    </a>`;
}

/** Lines of the shape «theme: words» become a list; other paragraphs stay as they are. */
function summaryView(message: Message, t: Texts): TemplateResult {
  return html`
    <div class="summary" part="summary">
      <h3>${t.summary_title}</h3>
      ${message.text.split(/\n{2,}/).map((part) => {
        const lines = part.split("\n").map((line) => POINT.exec(line));
        return lines.every((m) => m !== null)
          ? html`<dl>${lines.map((m) => html`<div><dt>${m?.[1] === "+" ? t.summary_more : m?.[1]}</dt><dd>${m?.[2]}</dd></div>`)}</dl>`
          : html`<p>${linked(part)}</p>`;
      })}
    </div>`;
}

/** For the worker: why the question is asked and what to listen for. */
function guide(message: Message, t: Texts): TemplateResult | typeof nothing {
  if (!message.why && !message.listen_for) return nothing;
  return html`
    <dl class="guide">
      ${message.why ? html`<div><dt>${t.guide_why}</dt><dd>${message.why}</dd></div>` : nothing}
      ${message.listen_for ? html`<div><dt>${t.guide_listen}</dt><dd>${message.listen_for}</dd></div>` : nothing}
    </dl>`;
}
