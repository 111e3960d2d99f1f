/** Sends one turn until it is through: waits longer each time, and wakes at once when the network is back. */
import { Unreachable } from "./api.js";

const WAITS = [1, 2, 4, 8, 15, 30];

export interface Waiting {
  seconds: number;
  detail: string;
}

export class Outbox {
  private wake: (() => void) | null = null;
  private stopped = false;

  constructor(private readonly changed: (waiting: Waiting | null) => void) {
    this.now = this.now.bind(this);
  }

  /** Gives the answer, or throws what is not worth a retry. Returns null when it was stopped meanwhile. */
  async deliver<T>(send: () => Promise<T>): Promise<T | null> {
    this.stopped = false;
    for (let attempt = 0; !this.stopped; attempt++) {
      try {
        return await send();
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        await this.wait(WAITS[Math.min(attempt, WAITS.length - 1)] ?? 30, error.detail);
      }
    }
    return null;
  }

  /** Try again now instead of at the end of the wait. */
  now(): void {
    this.wake?.();
  }

  stop(): void {
    this.stopped = true;
    this.wake?.();
  }

  private async wait(seconds: number, detail: string): Promise<void> {
    if (this.stopped) return;
    window.addEventListener("online", this.now);
    for (let left = seconds; left > 0; left--) {
      this.changed({ seconds: left, detail });
      if (await this.second()) break;
    }
    window.removeEventListener("online", this.now);
    this.wake = null;
    if (!this.stopped) this.changed({ seconds: 0, detail });
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
