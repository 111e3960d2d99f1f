/** The service over HTTP. Two kinds of failure: what may work later, and what was refused. */
import type { Depth, Mode, NewCode, Outgoing, Reply, Started } from "./types.js";
import type { Language } from "./tekster.js";

const TIMEOUT_MS = 30_000;
const LONGEST_WAIT_S = 3600;
const WORTH_A_RETRY = new Set([408, 425, 429]);

/** No answer, or one that says «try again»: `detail` is the service's own sentence, `after` its seconds to wait, `crowded` when too many write. */
export class Unreachable extends Error {
  constructor(readonly detail = "", readonly after = 0, readonly crowded = false) {
    super("unreachable");
  }
}

/** A clear no; the same request gets the same no. */
export class Refused extends Error {
  constructor(readonly status: number, readonly detail = "") {
    super(`refused ${status}`);
  }

  /** The talk is gone, or the token does not open it. The service does not say which. */
  get lost(): boolean {
    return [401, 403, 404, 410].includes(this.status);
  }

  /** The talk was opened somewhere else with its code, and this token has ended. */
  get moved(): boolean {
    return this.status === 410;
  }

  /** The talk has moved on elsewhere, so what stands here is old. */
  get stale(): boolean {
    return [409, 422].includes(this.status);
  }
}

export class Api {
  constructor(private readonly base: string) {}

  /** What the service says about itself; null when it says nothing. */
  async service(): Promise<unknown> {
    return this.json<unknown>("GET", "/service", "").catch(() => null);
  }

  start(mode: Mode, language: Language, depth: Depth, unit: string): Promise<Started> {
    return this.json<Started>("POST", "/conversations", "", { mode, language, depth, unit });
  }

  send(id: string, token: string, turn: Outgoing): Promise<Reply> {
    return this.json<Reply>("POST", `${talk(id)}/messages`, token, turn);
  }

  /** A new answer to a question that was answered before. */
  correct(id: string, token: string, question: string, turn: Outgoing): Promise<Reply> {
    return this.json<Reply>("PATCH", `${talk(id)}/answers/${encodeURIComponent(question)}`, token, turn);
  }

  resume(id: string, token: string): Promise<Reply> {
    return this.json<Reply>("GET", talk(id), token);
  }

  /** A new code; one made before no longer works. */
  code(id: string, token: string): Promise<NewCode> {
    return this.json<NewCode>("POST", `${talk(id)}/code`, token);
  }

  /** Throws Refused when the token no longer opens the talk. Nothing of the talk is read. */
  async look(id: string, token: string): Promise<void> {
    await this.call("GET", `${talk(id)}/code`, token);
  }

  /** Open the talk of a code; its token is new. */
  reopen(code: string): Promise<Started> {
    return this.json<Started>("POST", "/conversations/resume", "", { code });
  }

  /** `name` is summary.docx, or innsyn.zip for everything that is stored. */
  async document(id: string, token: string, name: string): Promise<Blob> {
    return (await this.call("GET", `${talk(id)}/${name}`, token)).blob();
  }

  async erase(id: string, token: string): Promise<void> {
    await this.call("DELETE", talk(id), token);
  }

  private async json<T>(method: string, path: string, token: string, body?: unknown): Promise<T> {
    const response = await this.call(method, path, token, body);
    return (await response.json().catch(() => {
      throw new Unreachable();
    })) as T;
  }

  private async call(method: string, path: string, token: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (token) headers["Authorization"] = `Bearer ${token}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const response = await fetch(`${this.base}/api${path}`, {
      method, headers, cache: "no-store", credentials: "same-origin", referrerPolicy: "no-referrer",
      body: body === undefined ? null : JSON.stringify(body), signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw new Unreachable();
    });
    if (response.ok) return response;
    throw await failure(response);
  }
}

function talk(id: string): string {
  return `/conversations/${encodeURIComponent(id)}`;
}

async function failure(response: Response): Promise<Error> {
  const detail = await problem(response);
  const later = response.status >= 500 || WORTH_A_RETRY.has(response.status);
  return later ? new Unreachable(detail, seconds(response.headers.get("Retry-After")), response.status === 429) : new Refused(response.status, detail);
}

/** Retry-After as seconds or as a date; 0 when it says nothing that can be read. */
function seconds(header: string | null): number {
  const wanted = Number(header ?? NaN);
  const wait = Number.isNaN(wanted) ? (Date.parse(header ?? "") - Date.now()) / 1000 : wanted;
  return wait > 0 ? Math.min(Math.ceil(wait), LONGEST_WAIT_S) : 0;
}

/** The sentence of an RFC 9457 problem; empty when the body is something else. */
async function problem(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== "object" || body === null) return "";
  const { detail, title } = body as Record<string, unknown>;
  return typeof detail === "string" ? detail : typeof title === "string" ? title : "";
}
