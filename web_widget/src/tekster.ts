/** Every word of the element itself, by language. The talk's own words come from the service. */
import en from "./tekster/en.json";
import nb from "./tekster/nb.json";
import nn from "./tekster/nn.json";

export type Texts = typeof nb;
export type Language = "nb" | "nn" | "en";

/** From here on minutes are easier to read than seconds. */
const MINUTES_FROM = 90;

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

/** Why a talk could not be opened just now, and when to try again. */
export function crowdedText(t: Texts, seconds: number): string {
  return seconds > MINUTES_FROM ? fill(t.crowded_start_minutes, { minutes: Math.ceil(seconds / 60) }) : fill(t.crowded_start, { seconds });
}

/** How long until the next try; 0 seconds is «now». `own` when words of the person's own are waiting. */
export function waitText(t: Texts, seconds: number, own: boolean): string {
  if (seconds === 0) return own ? t.sending_again : t.again_now;
  if (seconds === 1) return own ? t.not_sent_one : t.again_one;
  if (seconds > MINUTES_FROM) return fill(own ? t.not_sent_minutes : t.again_minutes, { minutes: Math.ceil(seconds / 60) });
  return fill(own ? t.not_sent : t.again, { seconds });
}
