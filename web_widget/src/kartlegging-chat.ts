/** `<kartlegging-chat data-service data-unit data-language data-mode data-display>`: the whole talk in one element. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { save } from "./fil.js";
import { embed, HOME } from "./innbygging.js";
import { settle, show } from "./rulling.js";
import { Talk, type TalkHost } from "./samtale.js";
import { colours } from "./stil/farger.js";
import { ground } from "./stil/grunn.js";
import { controls } from "./stil/kontroller.js";
import { talk } from "./stil/samtale.js";
import { launcher } from "./stil/vindu.js";
import { Voice } from "./stemme.js";
import { asLanguage, fill, type Language } from "./tekster.js";
import { colourSheet, UNKNOWN, type Service } from "./tjenesten.js";
import { openQuestion } from "./transkript.js";
import type { Bubble, Depth, Mode } from "./types.js";
import { EscapeTwice, leaveFast, leaveThis } from "./utgang.js";
import { Launcher, type LauncherHost } from "./vindu.js";
import { codeDialog, type CodeActions } from "./visning/kode.js";
import { helpBar } from "./visning/hjelp.js";
import { logView, progressView } from "./visning/logg.js";
import { foot, type WriteActions } from "./visning/skrivefelt.js";
import { eraseDialog, type EndActions } from "./visning/slutt.js";
import type { StartActions } from "./visning/start.js";
import { outside } from "./visning/utenfor.js";
import type { ChoiceActions } from "./visning/valg.js";
import { launcherView } from "./visning/vindu.js";

const MAX_CHARS = 20_000;

export class KartleggingChat extends LitElement implements TalkHost, LauncherHost, StartActions, WriteActions, EndActions, ChoiceActions, CodeActions {
  static override styles = [colours, ground, talk, controls, launcher];
  static override properties = {
    more: { state: true }, hint: { state: true }, eraseFailed: { state: true }, trouble: { state: true }, reaching: { state: true },
  };
  declare more: boolean;
  declare hint: boolean;
  declare eraseFailed: boolean;
  declare trouble: string;
  /** How to be reached is being written anew. */
  declare reaching: boolean;
  private readonly talk = new Talk(this);
  private readonly voice = new Voice(this);
  private readonly escape = new EscapeTwice(() => !this.floating || this.launcher.open, (shown) => this.warn(shown));
  private readonly launcher = new Launcher(this);

  constructor() {
    super();
    [this.more, this.hint, this.eraseFailed, this.trouble, this.reaching] = [false, false, false, "", false];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.mode === "self") this.escape.start();
    const base = (this.dataset["service"] ?? HOME).replace(/\/+$/, "");
    void this.talk.connect(base, this.mode, asLanguage(this.dataset["language"]));
    if (!this.floating) void this.talk.ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.escape.stop();
  }

  private get mode(): Mode {
    return this.dataset["mode"] === "guided" ? "guided" : "self";
  }

  /** The guided talk always stands in its page. */
  private get floating(): boolean {
    return this.dataset["display"] === "launcher" && this.mode === "self";
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.lang = this.talk.language;
  }

  /** What asks or shows something about the talk must not outlive it. */
  protected override updated(_changed: PropertyValues): void {
    if (!this.talk.code.made) this.closeCode();
    if (this.talk.phase !== "talk") this.closeDialog();
  }

  protected override render(): TemplateResult {
    if (!this.floating) return this.content(true);
    const { talk, launcher } = this;
    const state = {
      t: talk.t, open: launcher.open, unread: launcher.unread, ongoing: talk.ongoing, hint: this.hint, label: this.dataset["label"] ?? "", name: talk.service.name,
    };
    return html`${launcherView(state, this.content(launcher.open), () => this.open(), launcher.closed)}${this.voice.region(!launcher.open)}`;
  }

  /** Everything of the talk. `heard` when it is not in a window that is hidden. */
  private content(heard: boolean): TemplateResult {
    const { t, phase } = this.talk;
    return html`
      <div class="shell">
        <div class="top">
          ${helpBar(t, this.hint && heard, this.mode === "self" ? leaveFast : null, this.floating ? () => this.close() : null)}
          ${progressView(this.talk)}
        </div>
        <div class="middle column">${phase === "talk" ? logView(this.talk, this.mode, this.trouble, this.reaching, this) : outside(this.talk, this.mode, this)}</div>
        ${phase === "talk" ? foot(this.talk, this.mode, this.more, this) : nothing}
      </div>
      ${eraseDialog(t, this.eraseFailed, this)}
      ${codeDialog(t, this.talk.code, this)}
      ${this.voice.region(heard)}`;
  }

  // --- the launcher

  /** Show the launcher's window; a host may call it from a button of its own. Nothing happens inline. */
  open(): void {
    if (!this.floating || this.launcher.open) return;
    if (this.talk.service === UNKNOWN) void this.talk.ask();
    this.launcher.show();
  }

  /** Hide the window. The talk, and what is half written, stay. */
  close(): void {
    this.launcher.hide();
  }

  windowShown(): void {
    if (this.talk.phase !== "talk") return this.toTitle();
    settle(this.renderRoot);
    show(this.surface, this.renderRoot, 1);
  }

  windowHidden(focused: boolean): void {
    if (focused) this.renderRoot.querySelector<HTMLElement>(".launch")?.focus();
  }

  // --- the talk tells

  arrived(messages: Bubble[]): void {
    const { t, bubbles } = this.talk;
    const count = openQuestion(bubbles)?.message.choices?.length ?? 0;
    if (this.floating && !this.launcher.open && messages.length) this.waitUnread();
    else if (messages.length) this.announce([...messages.map((b) => b.message.text), count ? fill(t.choices_spoken, { count }) : ""].join(" "));
    void this.updateComplete.then(() => {
      this.restoreDraft();
      show(this.surface, this.renderRoot, messages.length);
    });
  }

  announce(text: string): void {
    this.voice.say(text);
  }

  stalled(): void {
    void this.updateComplete.then(() => show(this.surface, this.renderRoot, 1));
  }

  left(): void {
    if (this.mode === "self") leaveThis();
  }

  introduced(service: Service): void {
    if (service.accent || service.accentDark) this.shadowRoot?.adoptedStyleSheets.push(colourSheet(service));
  }

  /** What was said is not read aloud to a room where the window was hidden. */
  private waitUnread(): void {
    this.launcher.unread = true;
    this.announce(this.talk.t.launch_new);
  }

  returned(text: string): void {
    void this.updateComplete.then(() => {
      const field = this.field;
      if (field && !field.value) this.write((field.value = text));
    });
  }

  // --- the person does

  speak(language: Language): void {
    this.talk.language = language;
    this.requestUpdate();
  }

  begin(language: Language, depth: Depth): void {
    void this.talk.begin(language, depth, this.getAttribute("unit") ?? this.dataset["unit"] ?? "").then(() => this.settle());
  }

  send(): void {
    const field = this.field;
    const text = field?.value.trim() ?? "";
    if (!field || !text) return;
    if (text.length > MAX_CHARS) return this.complain(this.talk.t.too_long);
    if (!this.talk.say({ text }, text)) return this.complain(this.talk.t.wait);
    this.write((field.value = ""));
    this.more = false;
    this.sent();
  }

  write(text: string): void {
    this.talk.keepDraft(text);
  }

  command(code: string, label: string): void {
    if (!this.talk.say({ choice: code }, label)) return this.complain(this.talk.t.wait);
    this.more = false;
    this.sent();
    this.settle();
  }

  choose(code: string, label: string): void {
    this.command(code, label);
  }

  resume(): void {
    this.command("fortsett", this.talk.t.resume);
  }

  toggleMore(): void {
    this.more = !this.more;
  }

  async download(all = false): Promise<void> {
    const { t } = this.talk;
    const file = await this.talk.document(all ? "innsyn.zip" : "summary.docx");
    if (!file) return this.failed(t.download_failed);
    save(file, all ? t.file_all : t.file_name);
    this.announce(t.download_ready);
  }

  editReach(): void {
    this.reaching = true;
    this.focusOn("#reach-field");
  }

  async saveReach(text: string): Promise<void> {
    if (!text) return this.focusOn("#reach-field");
    if (!(await this.talk.reach(text))) return this.failed(this.talk.t.reach_failed);
    [this.reaching, this.trouble] = [false, ""];
    this.focusOn("#reach-edit");
  }

  askErase(): void {
    this.eraseFailed = false;
    this.dialog?.showModal();
  }

  closeDialog(): void {
    this.dialog?.close();
  }

  async erase(): Promise<void> {
    this.eraseFailed = !(await this.talk.erase());
    if (this.eraseFailed) return;
    this.closeDialog();
    this.toTitle();
  }

  startAgain(): void {
    this.talk.leave("start");
    this.toTitle();
  }

  // --- the code

  async showCode(): Promise<void> {
    if (await this.talk.makeCode()) {
      await this.updateComplete;
      return this.codeDialog?.showModal();
    }
    this.failed(this.talk.t.code_failed);
  }

  closeCode(): void {
    this.codeDialog?.close();
  }

  askCode(): void {
    this.talk.code.set({ asked: true });
    this.toCodeField();
  }

  async openCode(written: string): Promise<void> {
    if (!written) return this.toCodeField();
    if (!(await this.talk.reopen(written))) return this.toCodeField();
    this.trouble = "";
    this.settle();
  }

  private toCodeField(): void {
    this.focusOn("#code-field");
  }

  private focusOn(selector: string): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  private get codeDialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector<HTMLDialogElement>("#code");
  }

  // --- focus, scroll, hints

  private get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector<HTMLDialogElement>("#erase");
  }

  /** What scrolls. */
  private get surface(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>(".window") ?? this;
  }

  private sent(): void {
    this.trouble = "";
    void this.updateComplete.then(() => show(this.surface, this.renderRoot, 1));
  }

  /** Nothing more is said where the talk was left because it is gone or open elsewhere. */
  private failed(text: string): void {
    if (this.talk.phase === "talk") this.complain(text);
  }

  complain(text: string): void {
    this.trouble = text;
    this.announce(text);
  }

  private warn(shown: boolean): void {
    this.hint = shown;
    if (!shown) return;
    if (!this.renderRoot.querySelector(".erase[open]")) this.close();
    this.announce(this.talk.t.exit_hint);
  }

  private settle(): void {
    void this.updateComplete.then(() => settle(this.renderRoot));
  }

  private toTitle(): void {
    this.focusOn(".title");
  }

  private restoreDraft(): void {
    const field = this.field;
    if (field && !field.value && this.talk.draft) field.value = this.talk.draft;
  }
}

if (!customElements.get("kartlegging-chat")) customElements.define("kartlegging-chat", KartleggingChat);
embed();
