/** What the tab remembers until it is closed: which talk, the unsent turn and the unsent draft. Works without storage too. */
import type { Language } from "./tekster.js";
import type { Outgoing } from "./types.js";

export interface Remembered {
  id: string;
  token: string;
  language: Language;
  unsent?: Outgoing;
  draft?: string;
  /** The talk has a code, so it may be opened somewhere else. */
  coded?: boolean;
}

export class Memory {
  private readonly key: string;
  private value: Remembered | null = null;

  constructor(base: string, mode: string) {
    this.key = `kartlegging-chat:${base}:${mode}`;
  }

  read(): Remembered | null {
    if (this.value) return this.value;
    const stored = attempt(() => sessionStorage.getItem(this.key));
    this.value = stored ? attempt(() => JSON.parse(stored) as Remembered) : null;
    return this.value;
  }

  /** Change a part of what is remembered; `undefined` removes it. Without a talk only a whole value is kept. */
  keep(change: { [K in keyof Remembered]?: Remembered[K] | undefined }): void {
    const next = { ...this.value, ...change };
    if (!next.id || !next.token) return;
    this.value = next as Remembered;
    attempt(() => sessionStorage.setItem(this.key, JSON.stringify(next)));
  }

  forget(): void {
    this.value = null;
    attempt(() => sessionStorage.removeItem(this.key));
  }
}

/** Remove every local trace, also what the host page has kept in this tab. */
export function forgetAll(): void {
  attempt(() => sessionStorage.clear());
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
