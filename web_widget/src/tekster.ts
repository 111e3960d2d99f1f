/** Every word of the element itself, by language. The talk's own words come from the service. */
import en from "./tekster/en.json";
import nb from "./tekster/nb.json";
import nn from "./tekster/nn.json";

export type Texts = typeof nb;
export type Language = "nb" | "nn" | "en";

export const LANGUAGES: readonly Language[] = ["nb", "nn", "en"];

const ALL: Record<Language, Texts> = { nb, nn, en };

export function texts(language: Language): Texts {
  return ALL[language];
}

/** Bokmål for anything that is not one of the languages. */
export function asLanguage(value: unknown): Language {
  return LANGUAGES.find((code) => code === value) ?? "nb";
}

export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** How long until the next try; 0 seconds is «now». `own` when words of the person's own are waiting. */
export function waitText(t: Texts, seconds: number, own: boolean): string {
  if (seconds === 0) return own ? t.sending_again : t.again_now;
  if (seconds === 1) return own ? t.not_sent_one : t.again_one;
  return fill(own ? t.not_sent : t.again, { seconds });
}
