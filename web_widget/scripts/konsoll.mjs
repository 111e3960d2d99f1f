// Copies what the worker console needs from npm, so that no browser fetches anything from elsewhere.
import { copyFileSync, mkdirSync } from "node:fs";

const modules = new URL("../node_modules/", import.meta.url);
const target = new URL("../dist/konsoll/", import.meta.url);
const files = {
  "@digdir/designsystemet-css/dist/theme/designsystemet.css": "tema.css",
  "@digdir/designsystemet-css/dist/src/index.css": "designsystemet.css",
  "htmx.org/dist/htmx.min.js": "htmx.js",
};
mkdirSync(target, { recursive: true });
for (const [from, to] of Object.entries(files)) copyFileSync(new URL(from, modules), new URL(to, target));
