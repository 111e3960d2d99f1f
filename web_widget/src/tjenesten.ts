/** What the service says about itself (GET /api/service). All of it is optional; anything of another shape is left out. */
import { LANGUAGES, type Language } from "./tekster.js";
import type { Depth } from "./types.js";

type ByLanguage = Partial<Record<Language, string>>;

export interface OwnContact {
  name: ByLanguage;
  phone: string;
  when: ByLanguage;
}

export interface Service {
  name: string;
  /** The languages it offers; all of ours when it does not say. */
  languages: readonly Language[];
  /** How long a talk it suggests. */
  depth: Depth;
  /** What it says while it is closed, by language. */
  outside: ByLanguage;
  /** Its own numbers to call; the national ones always stand in the bar. */
  contacts: OwnContact[];
  accent: string;
  accentDark: string;
}

export const UNKNOWN: Service = { name: "", languages: LANGUAGES, depth: "normal", outside: {}, contacts: [], accent: "", accentDark: "" };

const DEPTHS: readonly Depth[] = ["short", "normal", "thorough"];
const IN_THE_BAR = ["113", "116117", "116123"];
const COLOUR = /^#[0-9a-f]{6}$/i;

export function asService(value: unknown): Service {
  const said = record(value);
  const offered = LANGUAGES.filter((code) => Array.isArray(said["languages"]) && said["languages"].includes(code));
  const colours = record(said["colours"]);
  return {
    name: text(said["name"]), languages: offered.length ? offered : LANGUAGES, outside: byLanguage(said["outside"]),
    depth: DEPTHS.find((depth) => depth === said["depth"]) ?? "normal", contacts: own(said["contacts"]),
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

function own(value: unknown): OwnContact[] {
  const listed = Array.isArray(value) ? value.map(record) : [];
  const contacts = listed.map((c) => ({ name: byLanguage(c["name"]), phone: text(c["phone"]), when: byLanguage(c["when"]) }));
  return contacts.filter((c) => /^[+\d][\d ]+$/.test(c.phone) && !IN_THE_BAR.includes(c.phone.replace(/ /g, "")));
}

function byLanguage(value: unknown): ByLanguage {
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
