/** The talk: what has been said, where it stands, and everything that goes to the service. Draws nothing. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { Api, Refused, Unreachable } from "./api.js";
import { Code } from "./kode.js";
import { Memory } from "./minne.js";
import { Neighbours, type News } from "./naboer.js";
import { asLanguage, crowdedText, texts, waitText, type Language, type Texts } from "./tekster.js";
import { asService, UNKNOWN, type Service } from "./tjenesten.js";
import { bubble, fromTranscript, own } from "./transkript.js";
import type { Area, Bubble, Depth, Message, Mode, Outgoing, Progress, Reach, Reply, Status } from "./types.js";
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
  /** Another tab was left fast, and so must this one be. */
  left(): void;
  /** The service has told about itself. */
  introduced(service: Service): void;
}

/** From here on an answer is so late that the person is told that nothing is lost. */
const SLOW_MS = 8000;

export class Talk implements ReactiveController {
  phase: Phase = "start";
  bubbles: Bubble[] = [];
  progress: Progress | null = null;
  status: Status = "pagar";
  language: Language = "nb";
  areas: Area[] = [];
  /** How the service can reach the person; null when that cannot be written here. */
  contact: Reach | null = null;
  service: Service = UNKNOWN;
  busy = false;
  /** The answer is later than it should be. */
  slow = false;
  waiting: Waiting | null = null;
  notice = "";
  private api = new Api("");
  private memory = new Memory("", "self");
  private mode: Mode = "self";
  private stale = false;
  private clock: ReturnType<typeof setTimeout> | undefined;
  private readonly outbox = new Outbox((waiting) => this.waits(waiting));
  readonly code: Code;
  private readonly neighbours = new Neighbours((id, news) => this.heard(id, news));

  constructor(private readonly host: TalkHost) {
    host.addController(this);
    this.code = new Code(host, () => void this.look());
  }

  hostDisconnected(): void {
    this.outbox.stop();
    this.neighbours.stop();
    this.set({ busy: false });
  }

  /** Whether there is a talk to go on with. */
  get ongoing(): boolean {
    return this.phase === "resuming" || (this.phase === "talk" && (this.status === "pagar" || this.status === "pause"));
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
    this.neighbours.start();
    const known = this.memory.read();
    if (!known) return this.host.requestUpdate();
    this.set({ phase: "resuming", language: known.language });
    await this.deliver(async () => {
      if (known.unsent) await this.api.send(known.id, known.token, known.unsent).catch(dropRefused);
      this.memory.keep({ unsent: undefined });
      return this.api.resume(known.id, known.token);
    }, (reply) => this.restore(reply));
  }

  /** Ask the service about itself. Nothing waits for the answer. */
  async ask(): Promise<void> {
    const service = asService(await this.api.service());
    const { languages } = service;
    if (this.phase === "start" && !languages.includes(this.language)) this.language = languages[0] ?? "nb";
    this.set({ service });
    this.host.introduced(service);
  }

  /** `unit` is which part of the service the talk is for; empty for all of it. */
  async begin(language: Language, depth: Depth, unit: string): Promise<void> {
    if (this.busy) return;
    this.set({ busy: true, notice: "", language, phase: "opening" });
    try {
      const started = await this.api.start(this.mode, language, depth, unit);
      this.memory.keep({ id: started.id, token: started.token, language, unsent: undefined, draft: undefined });
      this.set({ busy: false, phase: "talk", bubbles: [], status: started.status ?? "pagar" });
      this.take(started);
    } catch (error) {
      this.set({ busy: false, phase: "start", notice: this.notOpened(error) });
      this.host.announce(this.notice);
    }
  }

  /** Take up the talk that a code opens. False when it did not open; then `code.wrong` says why. */
  async reopen(written: string): Promise<boolean> {
    if (this.busy) return false;
    this.code.set({ wrong: "" });
    this.set({ busy: true, notice: "" });
    try {
      const found = await this.api.reopen(written);
      this.memory.keep({ id: found.id, token: found.token, language: this.language, unsent: undefined, draft: undefined, coded: true });
      this.code.set({ asked: false });
      this.set({ busy: false });
      this.restore(found);
      this.neighbours.tell(found.id, "moved");
      return true;
    } catch (error) {
      this.set({ busy: false });
      this.code.set({ wrong: error instanceof Refused ? this.t.code_wrong : this.sentence((error as Unreachable).detail) || this.t.code_later });
      this.host.announce(this.code.wrong);
      return false;
    }
  }

  /** Have a code to show: the one this tab has shown before, else a new one. False when there is none. */
  async makeCode(): Promise<boolean> {
    const known = this.memory.read();
    if (this.code.made || !known) return Boolean(this.code.made);
    try {
      this.code.set({ made: await this.api.code(known.id, known.token) });
      this.memory.keep({ coded: true });
      this.neighbours.tell(known.id, "coded");
      return true;
    } catch (error) {
      this.lost(error);
      return false;
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

  /** Write anew how the service can reach the person. False when it did not go through, and nothing is changed. */
  async reach(text: string): Promise<boolean> {
    const known = this.memory.read();
    if (this.busy || !known || !this.contact) return false;
    this.set({ busy: true, notice: "" });
    try {
      const reply = await this.api.correct(known.id, known.token, this.contact.question, { client_id: newId(), text });
      this.set({ busy: false, bubbles: [...this.bubbles, own(text, this.language)] });
      this.take(reply);
      return true;
    } catch (error) {
      this.set({ busy: false });
      return this.lost(error);
    }
  }

  async document(name: string): Promise<Blob | null> {
    const known = this.memory.read();
    return known ? this.api.document(known.id, known.token, name).catch((error: unknown) => (this.lost(error), null)) : null;
  }

  /** Real deletion at the service, then here. False when it did not go through; then nothing is gone. A talk opened elsewhere is only left. */
  async erase(): Promise<boolean> {
    const known = this.memory.read();
    try {
      if (known) await this.api.erase(known.id, known.token);
    } catch (error) {
      if (!(error instanceof Refused && error.lost)) return false;
      if (error.moved) return this.lost(error);
    }
    if (known) this.neighbours.tell(known.id, "deleted");
    this.leave("erased");
    return true;
  }

  /** Forget the talk on this machine. */
  leave(phase: Phase, notice = ""): void {
    this.code.set({ made: null, asked: false, wrong: "" });
    this.outbox.stop();
    this.memory.forget();
    this.set({ phase, bubbles: [], progress: null, status: "pagar", waiting: null, busy: false, notice, areas: [], contact: null });
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

  private notOpened(error: unknown): string {
    if (error instanceof Unreachable && error.crowded) return `${this.sentence(error.detail) || crowdedText(this.t, error.after)} ${this.t.call_now}`;
    const lost = error instanceof Refused && error.lost;
    return this.sentence((error as Refused).detail) || (lost ? this.t.denied : this.t.no_contact);
  }

  private heard(id: string, news: News): void {
    if (news === "left") return this.host.left();
    if (id !== this.memory.read()?.id) return;
    if (news === "deleted") return this.tellAndLeave(this.t.gone);
    if (news === "coded") return this.coded();
    if (this.busy) this.stale = true;
    else void this.refresh(this.t.elsewhere);
  }

  /** Another tab made a code, so the one shown here has ended. */
  private coded(): void {
    this.memory.keep({ coded: true });
    this.code.set({ made: null });
  }

  /** A tab that is left standing must not go on showing a talk that was opened elsewhere. Only a talk with a code can be. */
  private async look(): Promise<void> {
    const known = this.memory.read();
    if (this.busy || this.phase !== "talk" || !known?.coded) return;
    await this.api.look(known.id, known.token).catch((error: unknown) => known.token === this.memory.read()?.token && this.lost(error));
  }

  /** Leave when the token no longer opens the talk, and say why. False when the error was another. */
  private lost(error: unknown): boolean {
    if (!(error instanceof Refused && error.lost)) return false;
    this.tellAndLeave(error.moved ? this.t.moved : this.t.lost);
    return true;
  }

  private tellAndLeave(notice: string): void {
    this.leave("start", notice);
    this.host.announce(notice);
  }

  /** The talk as it now stands at the service; on any trouble what stands here is kept. */
  private async refresh(notice = this.notice): Promise<void> {
    this.stale = false;
    const known = this.memory.read();
    const reply = known && (await this.api.resume(known.id, known.token).catch((error: unknown) => void this.lost(error)));
    if (!reply || this.busy || known.id !== this.memory.read()?.id) return;
    this.restore(reply);
    this.set({ notice });
    this.host.announce(notice);
  }

  /** The service's own sentence about what was wrong. It is in Norwegian; in English the element's own words stand alone. */
  private sentence(detail: string): string {
    return this.language === "en" ? "" : detail;
  }

  private refused(error: unknown, turn: Outgoing | null): void {
    if (this.lost(error)) return;
    const detail = error instanceof Refused ? this.sentence(error.detail) : "";
    const bubbles = turn && this.bubbles.at(-1)?.mine ? this.bubbles.slice(0, -1) : this.bubbles;
    this.memory.keep({ unsent: undefined });
    this.set({ phase: "talk", bubbles, notice: `${detail} ${turn?.text ? this.t.refused : this.t.refused_choice}`.trim() });
    this.host.announce(this.notice);
    if (turn?.text) this.host.returned(turn.text);
    if (error instanceof Refused && error.stale) void this.refresh();
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
    this.neighbours.tell(this.memory.read()?.id ?? "", "moved");
    if (this.stale) void this.refresh(this.t.elsewhere);
  }

  private stand(reply: Reply): void {
    this.set({ progress: reply.progress, status: reply.status ?? this.status, areas: reply.areas ?? this.areas, contact: reply.contact ?? null });
  }

  private speak(language: Language): void {
    this.memory.keep({ language });
    this.set({ language });
  }

  /** Nobody should look at «writing» without an end: after a while it says so, and a request that never ends is given up in api.ts. */
  private watch(): void {
    clearTimeout(this.clock);
    this.slow = false;
    if (this.busy && !this.waiting) this.clock = setTimeout(() => this.late(), SLOW_MS);
  }

  private late(): void {
    this.slow = true;
    this.host.requestUpdate();
    this.host.announce(this.phase === "talk" ? this.t.slow : this.t.slow_start);
  }

  private set(change: Partial<Talk>): void {
    Object.assign(this, change);
    if ("busy" in change || "waiting" in change) this.watch();
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
