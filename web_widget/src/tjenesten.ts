/** What the service says about itself (GET /api/service). All of it is optional; anything of another shape is left out. */
import { LANGUAGES, type Language } from "./tekster.js";

export interface Service {
  name: string;
  /** The languages it offers; all of ours when it does not say. */
  languages: readonly Language[];
  /** A sentence for the start screen by language, as when it is closed. */
  notice: Partial<Record<Language, string>>;
  accent: string;
  accentDark: string;
}

export const UNKNOWN: Service = { name: "", languages: LANGUAGES, notice: {}, accent: "", accentDark: "" };

const COLOUR = /^#[0-9a-f]{6}$/i;

export function asService(value: unknown): Service {
  const said = record(value);
  const offered = LANGUAGES.filter((code) => Array.isArray(said["languages"]) && said["languages"].includes(code));
  const colours = record(said["colours"]);
  return {
    name: text(said["name"]), languages: offered.length ? offered : LANGUAGES, notice: byLanguage(said["notice"]),
    accent: colour(colours["accent"]), accentDark: colour(colours["accent_dark"]),
  };
}

/** The service's colours as a style sheet; the host's own `--kartlegging-*` win over them. */
export function colourSheet({ accent, accentDark }: Service): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  const rules = [accent && `--service-accent: ${accent};`, accentDark && `--service-accent-dark: ${accentDark};`];
  sheet.replaceSync(`:host { ${rules.filter(Boolean).join(" ")} }`);
  return sheet;
}

function byLanguage(value: unknown): Partial<Record<Language, string>> {
  if (typeof value === "string") return Object.fromEntries(LANGUAGES.map((code) => [code, value]));
  const said = record(value);
  return Object.fromEntries(LANGUAGES.filter((code) => text(said[code])).map((code) => [code, text(said[code])]));
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function colour(value: unknown): string {
  return COLOUR.test(text(value)) ? text(value) : "";
}
