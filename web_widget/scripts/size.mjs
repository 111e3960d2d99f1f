// Fails when the built element is larger than a host should have to accept.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 30 * 1024;
const size = gzipSync(readFileSync(new URL("../dist/kartlegging-chat.js", import.meta.url)), { level: 9 }).length;
console.log(`kartlegging-chat.js: ${(size / 1024).toFixed(1)} kB gzip av ${LIMIT / 1024} kB`);
if (size > LIMIT) process.exit(1);
