// Each entry becomes one file of a known name, which the templates link to. The licences of what is
// built in are written beside, for they are to go where it goes.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/cooperation_kg/web/static/built",
    emptyOutDir: true,
    modulePreload: false,
    license: { fileName: "THIRD-PARTY.md" },
    rolldownOptions: {
      input: { site: "src/site.js", editor: "src/editor.js" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
