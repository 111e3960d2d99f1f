/** The element itself: one scrolling surface, the help bar stuck to its top and the writing field to its bottom. */
import { css } from "lit";

export const ground = css`
  :host {
    display: block; box-sizing: border-box; position: relative; block-size: var(--kartlegging-height, 100dvh); color: var(--text);
    font-family: var(--font); font-size: 1.0625rem; line-height: 1.55; text-align: start; -webkit-text-size-adjust: 100%;
  }
  :host(:not([data-display="launcher"])), .window {
    overflow-y: auto; overscroll-behavior: contain; background: var(--bg); container-type: inline-size; scroll-padding-block: 7rem 12rem;
  }
  :host([hidden]), [hidden] { display: none !important; }
  *, *::before, *::after { box-sizing: border-box; }
  h2, h3, p, ul, dl, dd, fieldset, legend { margin: 0; padding: 0; border: 0; }
  ul { list-style: none; }
  .shell { min-block-size: 100%; display: flex; flex-direction: column; }
  .column { inline-size: 100%; max-inline-size: 44rem; margin-inline: auto; padding-inline: 1rem; }
  .middle { flex: 1; display: flex; flex-direction: column; padding-block-end: 1rem; }
  .sr { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  .top { position: sticky; inset-block-start: 0; z-index: 2; background: var(--bg); }
  @container (max-width: 21rem) { .top { display: contents; } .help { position: sticky; inset-block-start: 0; z-index: 2; } }
  .help { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1rem;
    padding: 0.375rem 1rem; background: var(--safety); color: var(--safety-text); border-block-end: 1px solid var(--line); font-size: 0.9375rem; line-height: 1.25; }
  .help h2 { font-size: 1rem; font-weight: 650; }
  .help ul { display: flex; flex-wrap: wrap; gap: 0 0.25rem; }
  .help a { display: flex; align-items: center; gap: 0.4rem; min-block-size: 2.75rem; padding-inline: 0.625rem; border-radius: var(--radius); color: inherit; text-decoration: none; }
  .help a strong { text-decoration: underline; text-underline-offset: 0.2em; font-size: 1.0625rem; white-space: nowrap; }
  .help a:hover { background: color-mix(in srgb, currentColor 9%, transparent); }
  .help .exit { order: 3; margin-inline-start: auto; }
  .help .hide { margin-inline-start: 0; }
  .exit-hint { flex-basis: 100%; order: 4; font-weight: 600; }
  @container (max-width: 40rem) {
    .help { gap: 0 0.5rem; padding-block: 0.25rem; }
    .help .exit { padding-inline: 0.5rem; }
    .help .exit { order: 0; }
    .help ul { flex-basis: 100%; justify-content: space-between; flex-wrap: nowrap; margin-inline: -0.5rem; }
    .help li:not(:last-child) { flex: none; }
    .help a { flex-direction: column; align-items: start; gap: 0; padding: 0.375rem 0.5rem; block-size: 100%; }
    .help a span { font-size: 0.8125rem; }
  }

  .progress { display: flex; align-items: center; gap: 0.75rem; padding-block: 0.25rem; color: var(--subtle); font-size: 0.9375rem; }
  progress { flex: 1; block-size: 0.375rem; appearance: none; border: 0; border-radius: 1rem; overflow: hidden; background: var(--line); color: var(--accent); }
  progress::-webkit-progress-bar { background: var(--line); }
  progress::-webkit-progress-value { background: var(--accent); border-radius: 1rem; transition: inline-size 0.4s ease; }
  progress::-moz-progress-bar { background: var(--accent); border-radius: 1rem; }

  @media (prefers-reduced-motion: reduce) { *, *::before, *::after, progress::-webkit-progress-value { animation: none !important; transition: none !important; } }
  /* Little height (a turned phone, large zoom): the field scrolls with the talk, the help numbers stay. */
  @media (max-height: 32rem) { .foot { position: static !important; } :host, .window { scroll-padding-block-end: 1rem !important; } }
`;
