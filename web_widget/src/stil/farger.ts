/** Colours and measures, in the manner of Designsystemet: few names, each with one task. A host may set any `--kartlegging-*`. */
import { css } from "lit";

const dark = css`
  --bg: #15191b; --surface: #1e2427; --surface-2: #283034; --text: #efebe4; --subtle: #b9c1c4; --line: #384145; --border: #8b979c;
  --mine: color-mix(in srgb, var(--accent) 24%, var(--surface)); --mine-text: var(--text); --accent: var(--kartlegging-accent-dark, var(--service-accent-dark, #86cfd6)); --accent-hover: color-mix(in srgb, var(--accent) 82%, white); --on-accent: var(--kartlegging-on-accent-dark, #07262b); --focus: #ffffff; --focus-inner: #15191b;
  --safety: #35231a; --safety-line: #e8945f; --safety-text: #fbeadf; --call: #f2a877; --call-hover: #f8c19d; --on-call: #2c1206; --danger: #ffab9c;
  --danger-fill: #ffab9c; --on-danger: #3a0b04;`;

export const colours = css`
  :host {
    color-scheme: light;
    --bg: #faf8f4; --surface: #ffffff; --surface-2: #f2eee7; --text: #1e2a30; --subtle: #505d64; --line: #dfd9cf; --border: #75828a;
    --mine: color-mix(in srgb, var(--accent) 14%, var(--surface)); --mine-text: var(--text); --accent: var(--kartlegging-accent, var(--service-accent, #0b5c66)); --accent-hover: color-mix(in srgb, var(--accent) 82%, black); --on-accent: var(--kartlegging-on-accent, #ffffff); --focus: #1e2a30; --focus-inner: #ffffff;
    --safety: #fff3ea; --safety-line: #bf4a12; --safety-text: #3a1c0d; --call: #a5360b; --call-hover: #842a07; --on-call: #ffffff; --danger: #a01e12;
    --danger-fill: #a01e12; --on-danger: #ffffff;
    --radius: var(--kartlegging-radius, 0.75rem);
    --font: var(--kartlegging-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif);
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([data-theme="light"])) { color-scheme: dark; ${dark} }
  }
  :host([data-theme="dark"]) { color-scheme: dark; ${dark} }
`;
