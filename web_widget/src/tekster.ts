/** Every word of the element itself, by language. The talk's own words come from the service. */
import nb from "./tekster/nb.json";
import nn from "./tekster/nn.json";

export type Texts = typeof nb;
export type Language = "nb" | "nn";

const ALL: Record<Language, Texts> = { nb, nn };

export function texts(language: Language): Texts {
  return ALL[language];
}

/** Bokmål for anything that is not nynorsk. */
export function asLanguage(value: unknown): Language {
  return value === "nn" ? "nn" : "nb";
}

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** How long an unsent turn waits; 0 seconds is «now». */
export function unsentText(t: Texts, seconds: number): string {
  return seconds === 0 ? t.sending_again : seconds === 1 ? t.not_sent_one : fill(t.not_sent, { seconds });
}
