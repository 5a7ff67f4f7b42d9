/// <reference types="vitest/config" />
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { AREAS } from "./src/i18n/areas.ts";

/** Where `npm run dev` finds a running Jejak; it answers for what is no file of ours. */
const SERVER = process.env["JEJAK_SERVER"] ?? "http://127.0.0.1:8000";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Load the theme before anything is painted, without an inline script.
 *
 * A module runs after the first paint and would flash the wrong theme; an
 * inline script needs a hole in the content security policy. So `first.js`
 * stays a classic script of its own, first in the head, with a hashed name.
 */
function firstScript(): Plugin {
  const source = (): string => readFileSync(at("./src/first.js"), "utf8");
  let reference = "";
  let isServing = false;
  return {
    name: "jejak-first-script",
    configResolved(config) {
      isServing = config.command === "serve";
    },
    buildStart() {
      if (isServing) return; // then the middleware below gives it
      reference = this.emitFile({
        type: "asset",
        name: "first.js",
        source: source(),
      });
    },
    configureServer(server) {
      server.middlewares.use("/static/app/first.js", (_request, response) => {
        response.setHeader("Content-Type", "text/javascript");
        response.end(source());
      });
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, context) {
        const name = context.bundle
          ? Object.values(context.bundle).find(
              (file) => file.type === "asset" && file.names.includes("first.js"),
            )?.fileName
          : "first.js";
        if (!name) throw new Error(`first.js was not emitted (${reference})`);
        const src = `/static/app/${name}`;
        return [{ tag: "script", attrs: { src }, injectTo: "head-prepend" }];
      },
    },
  };
}

/**
 * Leave the words of readers, files and commands out of what browsers load.
 *
 * With `?names` only those are left that a page needs in every language.
 */
function spokenWords(): Plugin {
  const areas: ReadonlySet<string> = new Set(AREAS);
  const isName = (key: string): boolean =>
    key === "page.language_name" || key.startsWith("emotion.");
  return {
    name: "jejak-spoken-words",
    enforce: "pre",
    transform(code, id) {
      const found = /language\/catalogue\/\w+\.json(\?names)?$/.exec(id);
      if (!found) return null;
      const words: Record<string, string> = JSON.parse(code);
      const spoken = Object.entries(words).filter(([key]) =>
        found[1] ? isName(key) : areas.has(key.split(".")[0] ?? ""),
      );
      const left = JSON.stringify(Object.fromEntries(spoken));
      // With a question mark it is no JSON to those who come after us.
      return found[1]
        ? { code: `export default ${left}`, map: null, moduleType: "js" }
        : { code: left, map: null };
    },
  };
}

/** Give the application at the addresses of its pages, outside of its static folder. */
function pageAddresses(): Plugin {
  return {
    name: "jejak-page-addresses",
    apply: "serve",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (/^\/(maps\/.*)?(\?.*)?$/.test(request.url ?? "")) request.url = "/static/app/";
        next();
      });
    },
  };
}

export default defineConfig({
  base: "/static/app/",
  plugins: [spokenWords(), svelte(), firstScript(), pageAddresses()],
  resolve: {
    alias: {
      $catalogue: at("../src/jejak/language/catalogue"),
      $words: at("../src/jejak/language/words"),
      $layout: at("../src/jejak/layout"),
      $vectors: at("../tests/vectors"),
    },
  },
  build: {
    outDir: at("../src/jejak/server/static/app"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // a data: address would need a hole in the CSP
    modulePreload: { polyfill: false },
  },
  server: {
    host: "127.0.0.1",
    fs: { allow: [at("..")] },
    // Host and Origin stay what the browser says: the server compares them.
    proxy: { "/api": { target: SERVER }, "/ws": { target: SERVER, ws: true } },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
