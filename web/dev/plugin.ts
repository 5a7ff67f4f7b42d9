/** Answer the API from the fixture while no server is named: `npm run dev`. */

import type { Plugin } from "vite";
import { maps, preview, records, templates } from "./fixture.ts";

function answerTo(method: string, path: string): unknown {
  if (path === "/api/maps") return method === "GET" ? maps : { id: "m1" };
  if (path === "/api/templates") return templates;
  if (path === "/api/import/preview") return preview();
  if (path === "/api/import") return { ids: ["m1"] };
  if (/^\/api\/maps\/[^/]+$/.test(path)) return { id: "m1", seq: 1, records: records() };
  return {};
}

export function fixtureApi(): Plugin {
  return {
    name: "jejak-fixture-api",
    apply: "serve",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "").split("?")[0] ?? "";
        if (!path.startsWith("/api/")) return next();
        response.setHeader("Content-Type", "application/json");
        response.end(JSON.stringify(answerTo(request.method ?? "GET", path)));
      });
      // The pages of the application live outside of its static folder.
      server.middlewares.use((request, _response, next) => {
        if (/^\/(maps\/.*)?(\?.*)?$/.test(request.url ?? "")) {
          request.url = "/static/app/";
        }
        next();
      });
    },
  };
}
