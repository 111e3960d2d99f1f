/** Sends one turn until it is through: waits longer each time, and wakes at once when the network is back. */
import { Unreachable } from "./api.js";

const WAITS = [1, 2, 4, 8, 15, 30];

export interface Waiting {
  seconds: number;
  detail: string;
  crowded: boolean;
}

export class Outbox {
  private wake: (() => void) | null = null;
  private run = 0;

  constructor(private readonly changed: (waiting: Waiting | null) => void) {
    this.now = this.now.bind(this);
  }

  /** Gives the answer, or throws what is not worth a retry. Null when it was stopped meanwhile: then forget the answer. */
  async deliver<T>(send: () => Promise<T>): Promise<T | null> {
    const run = ++this.run;
    for (let attempt = 0; run === this.run; attempt++) {
      try {
        const answer = await send();
        return run === this.run ? answer : null;
      } catch (error) {
        if (run !== this.run) return null;
        if (!(error instanceof Unreachable)) throw error;
        await this.wait(run, Math.max(error.after, WAITS[Math.min(attempt, WAITS.length - 1)] ?? 30), error);
      }
    }
    return null;
  }

  /** Try again now instead of at the end of the wait. */
  now(): void {
    this.wake?.();
  }

  stop(): void {
    this.run++;
    this.wake?.();
  }

  private async wait(run: number, seconds: number, { detail, crowded }: Unreachable): Promise<void> {
    window.addEventListener("online", this.now);
    for (let left = seconds; left > 0 && run === this.run; left--) {
      this.changed({ seconds: left, detail, crowded });
      if (await this.second()) break;
    }
    window.removeEventListener("online", this.now);
    this.wake = null;
    if (run === this.run) this.changed({ seconds: 0, detail, crowded });
  }

  /** One second, or less; true when somebody woke it. */
  private second(): Promise<boolean> {
    return new Promise((done) => {
      const timer = setTimeout(() => done(false), 1000);
      this.wake = () => {
        clearTimeout(timer);
        done(true);
      };
    });
  }
}
