/** The talk itself: how far it has come, what has been said, what can be answered, what did not get through. */
import { html, nothing, type TemplateResult } from "lit";
import type { Talk } from "../samtale.js";
import { waitText, type Texts } from "../tekster.js";
import { openQuestion } from "../transkript.js";
import type { Waiting } from "../utboks.js";
import type { Mode } from "../types.js";
import { bubbleView } from "./boble.js";
import { restPanel, type EndActions } from "./slutt.js";
import { linked } from "./telefon.js";
import { choicesView, type ChoiceActions } from "./valg.js";

export function logView(talk: Talk, mode: Mode, trouble: string, reaching: boolean, on: EndActions & ChoiceActions): TemplateResult {
  const { t, bubbles, status, busy, slow, waiting, notice } = talk;
  const open = status === "pagar" ? openQuestion(bubbles) : null;
  return html`
    <div class="log" role="log" aria-live="off" aria-label=${t.log}>
      ${bubbles.map((b) => bubbleView(b, t, mode, b === open))}
    </div>
    ${open && !busy ? choicesView(open.message, t, on) : nothing}
    ${busy && !waiting ? html`<p class="typing" aria-hidden="true"><span>${t.typing}</span></p>` : nothing}
    ${slow ? html`<p class="notice">${t.slow}</p>` : nothing}
    ${unsentView(talk)}
    ${trouble || notice ? html`<p class="notice">${linked(trouble || notice)}</p>` : nothing}
    ${busy ? nothing : restPanel(talk, mode, reaching, on)}`;
}

/** How far it has come, in words and as a bar; stays in view. */
export function progressView({ progress, phase }: Talk): TemplateResult | typeof nothing {
  if (!progress || phase !== "talk") return nothing;
  return html`
    <div class="progress column">
      <span id="progress">${progress.label}</span>
      <progress aria-labelledby="progress" max="100" value=${progress.percent}></progress>
    </div>`;
}

/** What waits for the network, how long, and a way to try at once. */
export function unsentView(talk: Talk): TemplateResult | typeof nothing {
  const { t, waiting } = talk;
  if (!waiting) return nothing;
  const { seconds } = waiting;
  const said = why(waiting, t);
  return html`
    ${said ? html`<p class="notice">${linked(said)}</p>` : nothing}
    <div class="unsent"><p>${waitText(t, seconds, talk.phase === "talk")}</p><button type="button" class="secondary" @click=${() => talk.retryNow()}>${t.try_now}</button></div>`;
}

/** The service's own sentence, or ours when too many write; always with the numbers to call meanwhile. */
function why({ detail, crowded }: Waiting, t: Texts): string {
  const said = detail || (crowded ? t.crowded : "");
  return said && !said.includes("113") ? `${said} ${t.call_now}` : said;
}
