/** Which page is open: the address, and links that change it without a reload. */

export type Page =
  | { readonly name: "start" }
  | { readonly name: "map"; readonly id: string; readonly pain: string | null }
  | { readonly name: "priorities"; readonly id: string }
  | { readonly name: "update"; readonly id: string };
/** The pages that show a map itself. */
export type MapView = Exclude<Page, { name: "start" | "update" }>;

let current = $state<Page>(pageAt(location.href));

export function page(): Page {
  return current;
}

let version = $state(0);

/** Counts how often the open map was changed by something else than its own page. */
export function mapVersion(): number {
  return version;
}

/** Have the page of the map load it again. */
export function mapChanged(): void {
  version += 1;
}

export const startAddress = "/";
export const mapAddress = (id: string): string => `/maps/${id}`;
export const prioritiesAddress = (id: string): string => `/maps/${id}/priorities`;
export const updateAddress = (id: string): string => `/maps/${id}/update`;
export const painAddress = (id: string, pain: string): string =>
  `/maps/${id}?pain=${encodeURIComponent(pain)}`;

export function go(address: string): void {
  history.pushState(null, "", address);
  const next = pageAt(location.href);
  const isOther = next.name !== current.name;
  current = next;
  if (!isOther) return;
  scrollTo(0, 0);
  // As after loading a page: the next Tab starts at its content.
  requestAnimationFrame(() => {
    const main = document.getElementById("main");
    // Who is at something in it already stays there: a frame may come late.
    if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true });
  });
}

/** Follow links inside the application without loading the page again. */
export function followLinks(): void {
  addEventListener("popstate", () => {
    current = pageAt(location.href);
  });
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const target = event.target;
    const link = target instanceof Element ? target.closest("a") : null;
    if (!link || link.origin !== location.origin || link.hasAttribute("download")) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}

function pageAt(address: string): Page {
  const url = new URL(address);
  const found = /^\/maps\/([^/]+)(?:\/(priorities|update))?\/?$/.exec(url.pathname);
  const id = found?.[1];
  if (!id) return { name: "start" };
  if (found[2] === "priorities" || found[2] === "update") return { name: found[2], id };
  return { name: "map", id, pain: url.searchParams.get("pain") };
}
