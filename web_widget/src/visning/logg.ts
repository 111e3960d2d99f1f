/** The talk itself: how far it has come, what has been said, what can be answered, what did not get through. */
import { html, nothing, type TemplateResult } from "lit";
import type { Talk } from "../samtale.js";
import { waitText } from "../tekster.js";
import { openQuestion } from "../transkript.js";
import type { Mode } from "../types.js";
import { bubbleView } from "./boble.js";
import { restPanel, type EndActions } from "./slutt.js";
import { choicesView, type ChoiceActions } from "./valg.js";

export function logView(talk: Talk, mode: Mode, trouble: string, on: EndActions & ChoiceActions): TemplateResult {
  const { t, bubbles, status, busy, waiting, notice } = talk;
  const open = status === "pagar" ? openQuestion(bubbles) : null;
  return html`
    ${progressView(talk)}
    <div class="log" role="log" aria-live="off" aria-label=${t.log}>
      ${bubbles.map((b) => bubbleView(b, t, mode, b === open))}
    </div>
    ${open && !busy ? choicesView(open.message, t, on) : nothing}
    ${busy && !waiting ? html`<p class="typing" aria-hidden="true"><span>${t.typing}</span></p>` : nothing}
    ${unsentView(talk)}
    ${trouble || notice ? html`<p class="notice">${trouble || notice}</p>` : nothing}
    ${busy ? nothing : restPanel(status, mode, t, on)}`;
}

function progressView({ progress }: Talk): TemplateResult | typeof nothing {
  if (!progress) return nothing;
  return html`
    <div class="progress">
      <span id="progress">${progress.label}</span>
      <progress aria-labelledby="progress" max="100" value=${progress.percent}></progress>
    </div>`;
}

/** What waits for the network, how long, and a way to try at once. */
export function unsentView(talk: Talk): TemplateResult | typeof nothing {
  const { t, waiting } = talk;
  if (!waiting) return nothing;
  const { seconds, detail } = waiting;
  return html`
    ${detail ? html`<p class="notice">${detail}</p>` : nothing}
    <div class="unsent"><p>${waitText(t, seconds, talk.phase === "talk")}</p><button type="button" class="secondary" @click=${() => talk.retryNow()}>${t.try_now}</button></div>`;
}
