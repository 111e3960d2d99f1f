/** The shapes of the HTTP contract, and a bubble as the element keeps it. */
import type { Language } from "./tekster.js";

export type Mode = "self" | "guided";
export type Depth = "short" | "normal" | "thorough";
export type Kind = "info" | "question" | "safety" | "summary" | "closing";
export type Status = "pagar" | "pause" | "levert" | "avsluttet";

export interface Choice {
  code: string;
  label: string;
}

export interface Contact {
  name: string;
  phone: string;
}

export interface Area {
  id: string;
  title: string;
  answered?: boolean;
}

export interface Message {
  id: number | string;
  kind: Kind | "text" | "choice";
  text: string;
  area?: string;
  question?: string;
  choices?: Choice[];
  answer?: string;
  why?: string;
  listen_for?: string;
  contacts?: Contact[];
  who?: string;
}

export interface Progress {
  answered: number;
  total: number;
  percent: number;
  label: string;
}

/** `language` and `areas` are optional: a service may tell which language the talk is in and which themes it has. */
export interface Reply {
  messages: Message[];
  progress: Progress;
  status?: Status;
  language?: string;
  areas?: Area[];
  contact?: Reach | null;
}

/** How the person can be reached, in own words, and the question whose answer changes it. */
export interface Reach {
  text: string;
  question: string;
}

export interface Started extends Reply {
  id: string;
  token: string;
}

/** `replaced` when the talk had another code, which no longer works. */
export interface NewCode {
  code: string;
  replaced: boolean;
}

/** What is sent in one turn: exactly one of text and choice. */
export interface Outgoing {
  client_id: string;
  text?: string;
  choice?: string;
}

export interface Bubble {
  mine: boolean;
  message: Message;
  language: Language;
}
