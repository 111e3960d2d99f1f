/** Everything that can be pressed or filled in. Targets are at least 44 px high. */
import { css } from "lit";

export const controls = css`
  button, textarea, select, input { font: inherit; color: inherit; }
  button, .call, select { cursor: pointer; }
  :is(button, a, textarea, select, input, summary, .log, .title, .composer, .panel, dialog):focus-visible, .card:has(input:focus-visible) {
    outline: 3px solid var(--focus); outline-offset: 2px; box-shadow: 0 0 0 2px var(--focus-inner); }
  .card input:focus-visible { outline: none; box-shadow: none; }
  :is(.title, .composer, .panel):focus-visible { outline: none; box-shadow: none; }

  button { min-block-size: 2.75rem; padding: 0.5rem 1rem; border: 1.5px solid transparent; border-radius: var(--radius); background: none; line-height: 1.3; text-align: start; }
  .primary { background: var(--accent); color: var(--on-accent); font-weight: 600; text-align: center; }
  .primary:hover { background: var(--accent-hover); }
  .secondary, .exit { border-color: currentColor; background: var(--surface); color: var(--text); font-weight: 600; }
  .secondary:hover, .exit:hover { background: var(--surface-2); }
  .danger { color: var(--danger); }
  .primary.danger { background: var(--danger-fill); color: var(--on-danger); }
  .quiet { padding-inline: 0.75rem; color: var(--accent); }
  .quiet.danger { color: var(--danger); }
  .quiet:hover { background: color-mix(in srgb, currentColor 9%, transparent); }
  .wide { inline-size: 100%; min-block-size: 3.25rem; font-size: 1.125rem; }
  [aria-disabled="true"] { opacity: 0.7; cursor: default; }

  .choices { display: flex; flex-wrap: wrap; gap: 0.5rem; padding-block: 0.75rem 0.25rem; }
  .choice { border-color: var(--accent); background: var(--surface); color: var(--accent); font-weight: 550; max-inline-size: 100%; overflow-wrap: anywhere; }
  .choice:hover { background: var(--accent); color: var(--on-accent); }
  .scale, .many { flex-direction: column; flex-wrap: nowrap; align-items: stretch; }
  .steps { display: grid; grid-template-columns: repeat(auto-fit, minmax(2.75rem, 1fr)); gap: 0.25rem; }
  .steps .choice { padding-inline: 0; text-align: center; }
  .ends { display: flex; justify-content: space-between; gap: 1rem; color: var(--subtle); font-size: 0.9375rem; }
  .ends span:last-child { text-align: end; }
  .many fieldset { display: grid; gap: 0.5rem; }
  .many .primary { align-self: start; margin-block-start: 0.25rem; }
  .hint, .many legend { color: var(--subtle); font-size: 0.9375rem; }
  .many legend { margin-block-end: 0.5rem; }

  .card { display: flex; align-items: center; gap: 0.75rem; min-block-size: 2.75rem; padding: 0.625rem 1rem; border: 1.5px solid var(--border); border-radius: var(--radius); background: var(--surface); cursor: pointer; }
  .card:hover { border-color: var(--accent); }
  .card:has(input:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
  .card input { inline-size: 1.25rem; block-size: 1.25rem; flex: none; margin: 0; accent-color: var(--accent); }
  .card small { display: block; color: var(--subtle); font-size: 0.9375rem; }

  .start { display: grid; gap: 1.5rem; padding-block: clamp(1.5rem, 6cqi, 3.5rem); max-inline-size: 36rem; margin-inline: auto; inline-size: 100%; }
  .title { font-size: clamp(1.5rem, 1.2rem + 2cqi, 2.125rem); line-height: 1.2; letter-spacing: -0.01em; text-wrap: balance; }
  .lead { font-size: 1.125rem; color: var(--subtle); }
  .start legend { font-weight: 650; margin-block-end: 0.5rem; }
  .pair, .lengths { display: grid; gap: 0.5rem; }
  .pair .card { padding-inline: 0.75rem; gap: 0.5rem; }
  .pair { grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); }
  @container (min-width: 36rem) { .lengths { grid-template-columns: repeat(3, 1fr); } }

  .foot { position: sticky; inset-block-end: 0; z-index: 1; background: var(--bg); border-block-start: 1px solid var(--line); }
  .composer { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.25rem; padding-block: 0.25rem 0.75rem; }
  .composer > label { font-size: 0.9375rem; font-weight: 600; }
  .toolbar { display: flex; flex-wrap: wrap; gap: 0 0.125rem; margin-inline: -0.75rem; font-size: 0.9375rem; }
  .toolbar.more { border-block-start: 1px solid var(--line); max-block-size: 35vh; overflow-y: auto; }
  @container (max-width: 26rem) { .toolbar .quiet { padding-inline: 0.5rem; } .toolbar { margin-inline: -0.5rem; } }
  .roomy { display: none; }
  @container (min-width: 40rem) { .roomy { display: inline; } .tight { display: none; } }
  .have-code { gap: 0.5rem; padding-block-start: 0; justify-items: start; }
  :is(.have-code, .reach) .write { inline-size: 100%; flex-wrap: wrap; }
  .have-code input { letter-spacing: 0.05em; text-transform: uppercase; }
  :is(.have-code, .reach) input { flex: 1 1 16rem; min-inline-size: 0; min-block-size: 2.75rem; padding-inline: 0.875rem;
    border: 1.5px solid var(--border); border-radius: var(--radius); background: var(--surface); }
  .reach { display: grid; gap: 0.25rem; justify-items: start; } .reach .quiet { margin-inline: -0.75rem; }
  .write { display: flex; gap: 0.5rem; align-items: end; }
  textarea { flex: 1; min-inline-size: 0; min-block-size: 3.25rem; max-block-size: 30vh; padding: 0.625rem 0.875rem; line-height: 1.45; resize: vertical; field-sizing: content;
    border: 1.5px solid var(--border); border-radius: var(--radius); background: var(--surface); }
  .write .primary { min-block-size: 3.25rem; }
  .jump { display: flex; align-items: center; gap: 0.5rem; font-size: 0.9375rem; padding-block-end: 0.25rem; }
  .jump select { flex: 0 1 22rem; } .jump :is(label, button) { white-space: nowrap; }
  select { min-block-size: 2.75rem; min-inline-size: 0; max-inline-size: 100%; padding-inline: 0.75rem; border: 1.5px solid var(--border); border-radius: var(--radius); background: var(--surface); }
  @media (forced-colors: active) { .primary, .choice, .call, .card, .quiet { border-color: ButtonText; } .primary, .primary.danger { background: ButtonFace; color: ButtonText; } .call.first { background: Canvas; color: LinkText; } .card:has(input:checked) { outline: 2px solid Highlight; } }
`;
