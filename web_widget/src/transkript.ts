/** Bubbles out of messages, and which question stands open. Pure. */
import type { Bubble, Choice, Message } from "./types.js";
import { asLanguage, type Language, type Texts } from "./tekster.js";

const ASSISTANT = "assistent";

/** What the person sees of their own when a command was sent instead of words. */
const COMMANDS: Record<string, keyof Texts> = {
  hopp_over: "skip", tilbake: "back", hvorfor: "why", pause: "pause", rett_svar: "correct", menneske: "human",
  personvern: "privacy", fortsett: "resume", hjelp: "help_command", gjenta: "repeat", stopp: "stop", bytt_sprak: "language_command",
};

export function bubble(message: Message, language: Language): Bubble {
  return { mine: message.who !== undefined && message.who !== ASSISTANT, message, language };
}

export function own(text: string, language: Language): Bubble {
  return { mine: true, message: { id: "", kind: "text", text }, language };
}

/** A whole transcript from the service; codes of chosen answers become the labels they were offered with. */
export function fromTranscript(messages: Message[], language: Language, t: Texts): Bubble[] {
  let offered: Choice[] = [];
  return messages.map((message) => {
    const made = bubble(message, language);
    if (!made.mine) {
      if (message.choices?.length) offered = message.choices;
      return made;
    }
    return message.kind === "choice" ? { ...made, message: { ...message, text: spoken(message.text, offered, t) } } : made;
  });
}

/** A code as words: a command's name, the offered labels of one or several codes, else the text as it is. */
export function spoken(code: string, offered: Choice[], t: Texts): string {
  const labels = new Map(offered.map((c) => [c.code, c.label]));
  if (labels.has(code)) return labels.get(code) ?? code;
  const command = COMMANDS[code] ?? (code.startsWith("rett:") ? "correct" : null);
  if (command) return t[command];
  if (code.startsWith("sprak:")) return t[asLanguage(code.slice(6))];
  if (code.startsWith("omrade:")) return t.jumped;
  const parts = code.split(",");
  return parts.every((p) => labels.has(p)) ? parts.map((p) => labels.get(p)).join(", ") : code;
}

/** The question that waits for an answer: the newest message of the assistant that asks or offers something. */
export function openQuestion(bubbles: readonly Bubble[]): Bubble | null {
  for (let i = bubbles.length - 1; i >= 0; i--) {
    const one = bubbles[i];
    if (one && !one.mine && (one.message.choices?.length || isQuestion(one.message))) return one;
  }
  return null;
}

function isQuestion(message: Message): boolean {
  return message.kind === "question" || (message.kind === "safety" && Boolean(message.question));
}
