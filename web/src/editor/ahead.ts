/**
 * Parts of the page that open later, fetched once somebody begins to use it: when
 * they are wanted the connection may be gone, and editing goes on without one.
 */

const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import("./editing/dialogs.ts"),
  () => import("./editing/PersonaEditor.svelte"),
  () => import("./editing/copied.ts"),
  () => import("./feelings/FeelingDialog.svelte"),
  () => import("./inspector/Inspector.svelte"),
  () => import("./writing/WriteSheet.svelte"),
  () => import("./Shortcuts.svelte"),
  () => import("../palette/Palette.svelte"),
  () => import("../board/BoardPage.svelte"),
];

/** A first click or key should not wait for what it does not need. */
const PAUSE_MS = 1_500;

/** Wait for a first click or key; what is returned calls it off. */
export function loadAhead(): () => void {
  const waiting = new AbortController();
  const begin = (): void => {
    waiting.abort();
    // What does not come now is asked for again when it is opened.
    setTimeout(() => void Promise.allSettled(PARTS.map((load) => load())), PAUSE_MS);
  };
  const options = { capture: true, passive: true, signal: waiting.signal };
  addEventListener("pointerdown", begin, options);
  addEventListener("keydown", begin, options);
  return () => waiting.abort();
}
