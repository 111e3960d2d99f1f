/** What stands where no talk stands: the start, the talk that is being fetched, the talk that was deleted. */
import { html, type TemplateResult } from "lit";
import type { Talk } from "../samtale.js";
import type { Mode } from "../types.js";
import { codeEntry, type CodeActions } from "./kode.js";
import { unsentView } from "./logg.js";
import { erasedScreen, type EndActions } from "./slutt.js";
import { startScreen, type StartActions } from "./start.js";

export function outside(talk: Talk, mode: Mode, on: StartActions & EndActions & CodeActions): TemplateResult {
  const { t, phase, waiting } = talk;
  if (phase === "erased") return erasedScreen(t, on);
  if (phase === "resuming") return html`<div class="start"><p class="lead">${waiting ? t.no_contact : t.resume_loading}</p>${unsentView(talk)}</div>`;
  return html`${startScreen(talk, mode, on)}${mode === "self" && phase === "start" ? codeEntry(talk, talk.code, on) : null}`;
}
