/** The talk: what has been said, where it stands, and everything that goes to the service. Draws nothing. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Api, Refused } from "./api.js";
import { Memory } from "./minne.js";
import { asLanguage, texts, waitText, type Language, type Texts } from "./tekster.js";
import { bubble, fromTranscript, own } from "./transkript.js";
import type { Area, Bubble, Depth, Message, Mode, Outgoing, Progress, Reply, Status } from "./types.js";
import { Outbox, type Waiting } from "./utboks.js";

export type Phase = "start" | "opening" | "resuming" | "talk" | "erased";

export interface TalkHost extends ReactiveControllerHost {
  /** New messages stand in the log. */
  arrived(messages: Bubble[]): void;
  /** Say something to a screen reader. */
  announce(text: string): void;
  /** A turn has to wait for the network; said once for each. */
  stalled(): void;
  /** A turn was refused; its words come back so that they can be changed. */
  returned(text: string): void;
}

export class Talk implements ReactiveController {
  phase: Phase = "start";
  bubbles: Bubble[] = [];
  progress: Progress | null = null;
  status: Status = "pagar";
  language: Language = "nb";
  areas: Area[] = [];
  busy = false;
  waiting: Waiting | null = null;
  notice = "";
  private api = new Api("");
  private memory = new Memory("", "self");
  private mode: Mode = "self";
  private readonly outbox = new Outbox((waiting) => this.waits(waiting));

  constructor(private readonly host: TalkHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.outbox.stop();
  }

  get t(): Texts {
    return texts(this.language);
  }

  get draft(): string {
    return this.memory.read()?.draft ?? "";
  }

  keepDraft(draft: string): void {
    this.memory.keep({ draft: draft || undefined });
  }

  /** Use a service, and take up the talk that this tab remembers. */
  async connect(base: string, mode: Mode, language: Language): Promise<void> {
    [this.api, this.memory, this.mode, this.language] = [new Api(base), new Memory(base, mode), mode, language];
    const known = this.memory.read();
    if (!known) return this.host.requestUpdate();
    this.set({ phase: "resuming", language: known.language });
    await this.deliver(async () => {
      if (known.unsent) await this.api.send(known.id, known.token, known.unsent).catch(dropRefused);
      this.memory.keep({ unsent: undefined });
      return this.api.resume(known.id, known.token);
    }, (reply) => this.restore(reply));
  }

  async begin(language: Language, depth: Depth): Promise<void> {
    if (this.busy) return;
    this.set({ busy: true, notice: "", language, phase: "opening" });
    try {
      const started = await this.api.start(this.mode, language, depth);
      this.memory.keep({ id: started.id, token: started.token, language, unsent: undefined, draft: undefined });
      this.set({ busy: false, phase: "talk", bubbles: [], status: started.status ?? "pagar" });
      this.take(started);
    } catch (error) {
      const lost = error instanceof Refused && error.lost;
      this.set({ busy: false, phase: "start", notice: this.sentence((error as Refused).detail) || (lost ? this.t.denied : this.t.no_contact) });
      this.host.announce(this.notice);
    }
  }

  /** One turn. `shown` is how it stands in the log; a second call while one is on its way does nothing and gives false. */
  say(turn: { text: string } | { choice: string }, shown: string): boolean {
    const known = this.memory.read();
    if (this.busy || !known) return false;
    const unsent: Outgoing = { client_id: newId(), ...turn };
    this.memory.keep({ unsent });
    this.set({ busy: true, notice: "", bubbles: [...this.bubbles, own(shown, this.language)] });
    void this.deliver(() => this.api.send(known.id, known.token, unsent), (reply) => {
      this.memory.keep({ unsent: undefined });
      if ("choice" in turn && turn.choice.startsWith("sprak:")) this.speak(asLanguage(turn.choice.slice(6)));
      this.take(reply);
    }, unsent);
    return true;
  }

  retryNow(): void {
    this.outbox.now();
  }

  async document(): Promise<Blob | null> {
    const known = this.memory.read();
    return known ? this.api.document(known.id, known.token).catch(() => null) : null;
  }

  /** Real deletion at the service, then here. False when it did not go through; then nothing is gone. */
  async erase(): Promise<boolean> {
    const known = this.memory.read();
    try {
      if (known) await this.api.erase(known.id, known.token);
    } catch (error) {
      if (!(error instanceof Refused && error.lost)) return false;
    }
    this.leave("erased");
    return true;
  }

  /** Forget the talk on this machine. */
  leave(phase: Phase, notice = ""): void {
    this.outbox.stop();
    this.memory.forget();
    this.set({ phase, bubbles: [], progress: null, status: "pagar", waiting: null, busy: false, notice, areas: [] });
  }

  private async deliver<R>(send: () => Promise<R>, done: (reply: R) => void, turn: Outgoing | null = null): Promise<void> {
    this.set({ busy: true });
    try {
      const reply = await this.outbox.deliver(() => send());
      if (reply === null) return;
      this.set({ busy: false, waiting: null });
      done(reply);
    } catch (error) {
      this.set({ busy: false, waiting: null });
      this.refused(error, turn);
    }
  }

  /** Told once for each turn that has to wait; the seconds are only shown. */
  private waits(waiting: Waiting | null): void {
    const first = waiting && !this.waiting;
    this.set({ waiting: waiting && { ...waiting, detail: this.sentence(waiting.detail) } });
    if (!first) return;
    this.host.announce(this.sentence(waiting.detail) || waitText(this.t, waiting.seconds, this.phase === "talk"));
    this.host.stalled();
  }

  /** The service's own sentence about what was wrong. It is in Norwegian; in English the element's own words stand alone. */
  private sentence(detail: string): string {
    return this.language === "en" ? "" : detail;
  }

  private refused(error: unknown, turn: Outgoing | null): void {
    if (error instanceof Refused && error.lost) return this.leave("start", this.t.lost);
    const detail = error instanceof Refused ? this.sentence(error.detail) : "";
    const bubbles = turn && this.bubbles.at(-1)?.mine ? this.bubbles.slice(0, -1) : this.bubbles;
    this.memory.keep({ unsent: undefined });
    this.set({ phase: "talk", bubbles, notice: `${detail} ${turn?.text ? this.t.refused : this.t.refused_choice}`.trim() });
    this.host.announce(this.notice);
    if (turn?.text) this.host.returned(turn.text);
  }

  private restore(reply: Reply): void {
    if (reply.language) this.speak(asLanguage(reply.language));
    this.set({ phase: "talk", bubbles: fromTranscript(reply.messages, this.language, this.t) });
    this.stand(reply);
    this.host.arrived([]);
  }

  private take(reply: Reply): void {
    if (reply.language) this.speak(asLanguage(reply.language));
    const fresh = reply.messages.map((m: Message) => bubble(m, this.language));
    this.set({ bubbles: [...this.bubbles, ...fresh] });
    this.stand(reply);
    this.host.arrived(fresh);
  }

  private stand(reply: Reply): void {
    this.set({ progress: reply.progress, status: reply.status ?? this.status, areas: reply.areas ?? this.areas });
  }

  private speak(language: Language): void {
    this.memory.keep({ language });
    this.set({ language });
  }

  private set(change: Partial<Talk>): void {
    Object.assign(this, change);
    this.host.requestUpdate();
  }
}

function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** While a talk is taken up again, a turn that the service will not have must not stand in the way of the rest. */
function dropRefused(error: unknown): void {
  if (!(error instanceof Refused) || error.lost) throw error as Error;
}
