/** Undo and redo by keyboard, wherever nobody is writing. */

import type { LiveMap } from "../store/live/live-map.svelte.ts";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

export const undoKeys = isApple
  ? { undo: "Meta+Z", redo: "Meta+Shift+Z" }
  : { undo: "Control+Z", redo: "Control+Shift+Z" };

/** Undo or redo if a key says so; in a text the browser's own undo works. */
export function undoByKey(live: LiveMap, event: KeyboardEvent): void {
  const isControl = (isApple ? event.metaKey : event.ctrlKey) && !event.altKey;
  const isUndo = event.code === "KeyZ" && !event.shiftKey;
  const isRedo = (event.code === "KeyZ" && event.shiftKey) || event.code === "KeyY";
  if (!isControl || event.defaultPrevented || !live.canEdit || isWriting(event.target)) return;
  if (!isUndo && !isRedo) return;
  if (isUndo) live.undo();
  else live.redo();
  event.preventDefault();
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest("input, textarea, select, [contenteditable], dialog") !== null;
}
