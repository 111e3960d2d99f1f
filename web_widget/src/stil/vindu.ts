/** The launcher's button and window. A small screen is filled; the same limits stand in src/vindu.ts. */
import { css } from "lit";

export const launcher = css`
  :host([data-display="launcher"]) { position: fixed; inset-block-end: var(--edge); inset-inline-end: var(--edge); z-index: var(--kartlegging-z-index, 1000);
    --edge: var(--kartlegging-edge, 1rem); block-size: auto; max-inline-size: calc(100vw - 2 * var(--edge)); background: none; }
  .launch { display: flex; align-items: center; gap: 0.625rem; min-block-size: 3.25rem; padding: 0.625rem 1.25rem; border-radius: 2rem; margin-inline-start: auto;
    background: var(--accent); color: var(--on-accent); border-color: var(--on-accent); font-weight: 600; box-shadow: 0 0.25rem 1rem rgb(15 22 26 / 30%); }
  .launch:hover { background: var(--accent-hover); }
  .launch svg { flex: none; }
  .exit-hint.loose { padding: 0.75rem 1rem; margin-block-end: 0.5rem; border: 1.5px solid var(--safety-line); border-radius: var(--radius); background: var(--safety); color: var(--safety-text); }

  .window { position: fixed; inset: auto var(--edge) var(--edge) auto; margin: 0; padding: 0; inline-size: min(var(--kartlegging-width, 28rem), calc(100vw - 2 * var(--edge)));
    block-size: min(var(--kartlegging-height, 44rem), calc(100dvh - 2 * var(--edge))); max-inline-size: none; max-block-size: none; color: inherit;
    border: 1px solid var(--border); border-radius: var(--radius); box-shadow: 0 0.5rem 2.5rem rgb(15 22 26 / 35%); outline-offset: -3px; }
  .window::backdrop { background: var(--bg); }
  @media (max-width: 40rem), (max-height: 30rem) {
    .window { inset: 0; inline-size: 100%; block-size: 100dvh; border: 0; border-radius: 0; box-shadow: none; }
  }
  @media (forced-colors: active) { .launch, .launch:hover { border: 2px solid ButtonText; background: ButtonFace; color: ButtonText; } }
  @media print { :host { display: none !important; } }
`;
