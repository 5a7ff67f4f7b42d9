/** Shortcuts of a single key: they can be switched off, for all maps of this browser. */

import { keep, recall } from "../components/memory.ts";

const KEY = "jejak_single_keys";

let areOn = $state(recall(KEY) !== "off");

export const singleKeys = (): boolean => areOn;

export function useSingleKeys(next: boolean): void {
  areOn = next;
  keep(KEY, next ? null : "off");
}

const FIELDS = "input, textarea, select, [contenteditable]";

/** Whether a key was meant for the map: nothing else has the focus, and nobody writes. */
export function isForMap(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element) || event.defaultPrevented) return false;
  if (target.matches(FIELDS)) return false;
  return target === document.body || target.closest("#main") !== null;
}

/** Whether a key was meant for the page, not for a menu or dialog above it. */
export function isOnPage(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof Element) || event.defaultPrevented) return false;
  return target.closest('dialog, [role="menu"], [role="dialog"]') === null;
}
