import { defineConfig } from "vite";

/** One ES module without hashes in its name: hosts embed it with a single line. */
export default defineConfig({
  build: {
    target: "es2021",
    lib: { entry: "src/kartlegging-chat.ts", formats: ["es"], fileName: () => "kartlegging-chat.js" },
  },
});
