/** The log: bubbles, safety steps, summary, what rests or has ended. */
import { css } from "lit";

export const talk = css`
  .log { display: flex; flex-direction: column; gap: 0.5rem; padding-block: 1rem 0.5rem; outline-offset: -3px; }
  .row { display: flex; flex-direction: column; align-items: start; gap: 0.5rem; max-inline-size: 100%; }
  .row.mine { align-items: end; margin-block: 0.75rem; }
  .bubble { max-inline-size: min(36rem, 92%); padding: 0.75rem 1rem; border: 1px solid transparent; border-radius: var(--radius); background: var(--surface); border-color: var(--line); overflow-wrap: anywhere; }
  .them .bubble { border-start-start-radius: 0.25rem; }
  .mine .bubble { background: var(--mine); color: var(--mine-text); border-color: transparent; border-end-end-radius: 0.25rem; max-inline-size: min(32rem, 88%); }
  .log p, .panel p { white-space: pre-line; }
  p + p, p + dl, dl + p { margin-block-start: 0.75rem; }
  .bubble.info { color: var(--text); }
  .bubble.question { font-size: 1.125rem; line-height: 1.5; }
  a.number { color: inherit; font-weight: 650; white-space: nowrap; text-underline-offset: 0.2em; padding-block: 0.25rem; }
  .typing { color: var(--subtle); padding: 0.25rem 0.25rem 0.5rem; font-size: 0.9375rem; }
  .typing span { animation: breathe 1.8s ease-in-out infinite; display: inline-block; }
  @keyframes breathe { 50% { opacity: 0.55; } }

  .safety, .summary, .panel { inline-size: 100%; padding: 1rem 1.25rem; border-radius: var(--radius); }
  .safety { background: var(--safety); color: var(--safety-text); border: 1px solid var(--safety-line); border-inline-start-width: 0.375rem; overflow-wrap: anywhere; }
  .safety h3, .summary h3, .panel h3 { font-size: 1.1875rem; line-height: 1.35; margin-block-end: 0.5rem; }
  .call { display: flex; flex-direction: column; justify-content: center; min-block-size: 2.75rem; padding: 0.5rem 1rem; border-radius: var(--radius); border: 1.5px solid var(--safety-line); color: inherit; text-decoration: none; line-height: 1.3; }
  .call:hover { background: color-mix(in srgb, currentColor 8%, transparent); }
  .call.first { margin-block: 1rem 0; padding: 0.875rem 1.25rem; background: var(--call); color: var(--on-call); border-color: var(--call); }
  .call.first strong { font-size: 1.5rem; }
  .call.first:hover { background: var(--call-hover); border-color: var(--call-hover); }
  .safety .also { margin-block: 0.75rem 0.375rem; }
  .calls + p, .call + p:not(.also) { margin-block-start: 1rem; }
  .calls { display: grid; gap: 0.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); }
  .calls .call { block-size: 100%; }

  .summary { background: var(--surface); border: 2px solid var(--accent); overflow-wrap: anywhere; }
  .summary dl { display: grid; gap: 0.75rem; margin-block-start: 0.75rem; }
  .summary dl > div { padding-block-start: 0.75rem; border-block-start: 1px solid var(--line); }
  .summary dt, .guide dt { font-weight: 650; font-size: 0.9375rem; color: var(--subtle); }

  .guide { inline-size: 100%; display: grid; gap: 0.75rem 1.5rem; padding: 0.75rem 1rem; border-radius: var(--radius); background: var(--surface-2); font-size: 1rem; }
  @container (min-width: 40rem) { .guide { grid-template-columns: 1fr 1fr; } }

  .panel { margin-block: 1rem; background: var(--surface-2); }
  .buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-block-start: 1rem; }
  .notice { padding: 0.75rem 1rem; border-radius: var(--radius); background: var(--surface-2); border: 1px solid var(--border); }
  .unsent { display: flex; flex-wrap: wrap; align-items: center; justify-content: end; gap: 0.25rem 0.75rem; color: var(--safety-text); background: var(--safety); border: 1px solid var(--safety-line); border-radius: var(--radius); padding: 0.375rem 0.375rem 0.375rem 1rem; margin-block: 0.5rem; }
  .unsent p { flex: 1 1 14rem; }

  .erase { inline-size: min(28rem, calc(100% - 2rem)); padding: 1.5rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); }
  .erase::backdrop { background: rgb(15 22 26 / 55%); }
  .code { margin-block: 0.75rem; font: 700 clamp(1.375rem, 7vw, 2rem) / 1.3 ui-monospace, "Cascadia Mono", Consolas, monospace; letter-spacing: 0.04em; text-align: center; }
  .erase h2 { font-size: 1.25rem; margin-block-end: 0.5rem; }
`;
