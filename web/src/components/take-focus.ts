/** Fields that open where somebody is about to write. */

const opening = new WeakSet<EventTarget>();

/**
 * Give a field the focus at once, for the next key belongs to it; and once more
 * in the next frame: the click that opened it may still be under way, or a menu
 * gives the focus back to where it came from.
 *
 * A frame may come late. Whoever pressed a key or the pointer by then has gone
 * where they want to be.
 */
export function takeFocus(field: HTMLElement, focus: () => void): void {
  const settled = new AbortController();
  const settle = (): void => {
    opening.delete(field);
    settled.abort();
  };
  const listen = { capture: true, signal: settled.signal };
  opening.add(field);
  focus();
  addEventListener("keydown", settle, listen);
  addEventListener("pointerdown", settle, listen);
  requestAnimationFrame(() => {
    if (settled.signal.aborted) return;
    settle();
    if (field.isConnected && document.activeElement !== field) focus();
  });
}

/** Whether a field is still to get the focus for good: its loss means nothing yet. */
export const isOpening = (field: EventTarget | null): boolean =>
  field !== null && opening.has(field);
