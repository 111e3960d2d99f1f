/** Phone numbers as links, and the contacts of a safety message. */
import { html, type TemplateResult } from "lit";
import type { Contact, Message } from "../types.js";

const NUMBER = /\b(?:11[0-3]|116 \d{3}|\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3})\b/g;
const QUOTED = /(«[^»]*»|“[^”]*”)/;

export function tel(phone: string): string {
  return `tel:${phone.replace(/\s/g, "")}`;
}

/** Text with its help numbers as links; a number inside a quote is the person's own and stays text. */
export function linked(text: string): (string | TemplateResult)[] {
  return text.split(QUOTED).flatMap((part) => (/^[«“]/.test(part) ? [part] : links(part)));
}

function links(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of text.matchAll(NUMBER)) {
    parts.push(text.slice(end, match.index), html`<a class="number" href=${tel(match[0])}>${match[0]}</a>`);
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

/** The paragraph of a safety message that lists its numbers: its first line is «name (when): number». */
function isNumbers(paragraph: string): boolean {
  return /: \d[\d ]+$/.test(paragraph.split("\n")[0] ?? "");
}

/** A safety message in its parts: text before the numbers, the numbers, text after. What becomes buttons is not repeated. */
export function safetyParts(message: Message): { before: string[]; contacts: Contact[]; after: string[] } {
  const paragraphs = message.text.split(/\n{2,}/);
  const at = paragraphs.findIndex(isNumbers);
  const known = message.contacts?.length ? message.contacts : fromText(paragraphs[at]);
  if (at < 0) return { before: paragraphs, contacts: known, after: [] };
  return { before: paragraphs.slice(0, at), contacts: named(known, paragraphs[at] ?? ""), after: paragraphs.slice(at + 1) };
}

/** The first number's line also says when it is for. */
function named([first, ...rest]: Contact[], paragraph: string): Contact[] {
  const name = (paragraph.split("\n")[0] ?? "").replace(/: \d[\d ]+$/, "");
  return first ? [{ ...first, name }, ...rest] : [];
}

/** A message taken up again may have lost its contacts; the numbers in its text still become buttons. */
function fromText(numbers: string | undefined): Contact[] {
  return [...(numbers ?? "").matchAll(NUMBER)].map((match) => ({ name: "", phone: match[0] }));
}
