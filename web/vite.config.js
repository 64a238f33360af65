// Each entry becomes one file of a known name, which the templates link to.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/cooperation_kg/web/static/built",
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: { site: "src/site.js" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
