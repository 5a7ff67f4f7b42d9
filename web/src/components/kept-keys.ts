/**
 * Keys that are pressed while the part that they are meant for is still loading.
 *
 * Whoever presses Ctrl+K and writes on does not wait for a network: what was
 * pressed in between is held back, and given to the part once it has the focus.
 */

export interface KeptKeys {
  /** Give them to what has the focus now. */
  release(): void;
  /** Nobody will come for them. */
  forget(): void;
}

export function keepKeys(): KeptKeys {
  const kept: KeyboardEvent[] = [];
  const onkeydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Shift") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    kept.push(event);
  };
  const forget = (): void => removeEventListener("keydown", onkeydown, { capture: true });
  addEventListener("keydown", onkeydown, { capture: true });
  return {
    release() {
      forget();
      for (const event of kept.splice(0)) press(event);
    },
    forget,
  };
}

/** Do with a key what the browser would have done. */
function press({ key, code, shiftKey }: KeyboardEvent): void {
  const target = document.activeElement ?? document.body;
  const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  const again = { key, code, shiftKey, bubbles: true, cancelable: true };
  if (!target.dispatchEvent(new KeyboardEvent("keydown", again))) return;
  if (key === "Escape") target.closest("dialog")?.close();
  else if (isText && [...key].length === 1) {
    target.setRangeText(key, target.selectionStart ?? 0, target.selectionEnd ?? 0, "end");
    target.dispatchEvent(new InputEvent("input", { data: key, bubbles: true }));
  } else if (target instanceof HTMLButtonElement && (key === "Enter" || key === " ")) target.click();
}
