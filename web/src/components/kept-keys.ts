/**
 * Keys that are pressed while the part that they are meant for is still loading.
 *
 * Whoever presses Ctrl+K and writes on does not wait for a network: what was
 * pressed in between is held back, and given to the part once it has the focus.
 */

export interface KeptKeys {
  /** Give them, one after the other, to what has the focus by then. */
  release(): void;
  /** Nobody will come for them. */
  forget(): void;
}

/** All that wait, in order: one key may open the part that the next is meant for. */
const kept: KeyboardEvent[] = [];
const waiting = new Set<KeptKeys>();
let isGiving = false;

export function keepKeys(): KeptKeys {
  const keys: KeptKeys = {
    release() {
      waiting.delete(keys);
      void give();
    },
    forget() {
      if (waiting.delete(keys) && waiting.size === 0 && !isGiving) kept.length = 0;
    },
  };
  if (waiting.size === 0 && !isGiving) addEventListener("keydown", keep, { capture: true });
  waiting.add(keys);
  return keys;
}

function keep(event: KeyboardEvent): void {
  if (waiting.size === 0 && !isGiving) {
    removeEventListener("keydown", keep, { capture: true });
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Shift" || !event.isTrusted) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  kept.push(event);
}

async function give(): Promise<void> {
  if (isGiving) return;
  isGiving = true;
  while (waiting.size === 0) {
    const key = kept.shift();
    if (!key) break;
    press(key);
    // What the key brought about is there before the next one.
    const isText = [...key.key].length === 1;
    await new Promise((done) => (isText ? setTimeout(done) : setTimeout(done, SETTLED_MS)));
  }
  isGiving = false;
}

const SETTLED_MS = 40; // until a dialog that closes has told so

/** Do with a key what the browser would have done. */
function press({ key, code, shiftKey }: KeyboardEvent): void {
  const target = document.activeElement ?? document.body;
  const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  const again = { key, code, shiftKey, bubbles: true, cancelable: true };
  if (!target.dispatchEvent(new KeyboardEvent("keydown", again))) return;
  if (key === "Escape") target.closest("dialog")?.close();
  else if (key === "Tab") next(target, shiftKey ? -1 : 1)?.focus();
  else if (key === "Enter" && target instanceof HTMLInputElement) submit(target.form);
  else if (isRadio(target) && key in ALONG) beside(target, ALONG[key] ?? 1)?.click();
  else if (isText && [...key].length === 1) {
    target.setRangeText(key, target.selectionStart ?? 0, target.selectionEnd ?? 0, "end");
    target.dispatchEvent(new InputEvent("input", { data: key, bubbles: true }));
  } else if (target instanceof HTMLButtonElement && (key === "Enter" || key === " ")) target.click();
}

/** As Enter in a field does, unless the form cannot be sent. */
function submit(form: HTMLFormElement | null): void {
  const button = form?.querySelector<HTMLButtonElement>('button:not([type="button"])');
  if (button && !button.disabled) form?.requestSubmit();
}

const ALONG: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

const isRadio = (element: Element): element is HTMLInputElement =>
  element instanceof HTMLInputElement && element.type === "radio";

/** The radio button that an arrow chooses, round and round. */
function beside(from: HTMLInputElement, by: 1 | -1): HTMLInputElement | undefined {
  const within = from.form ?? from.closest("dialog") ?? document;
  const group = [...within.querySelectorAll("input")].filter(
    (each) => isRadio(each) && each.name === from.name && !each.disabled,
  );
  const chosen = group.at((group.indexOf(from) + by) % group.length);
  chosen?.focus();
  return chosen;
}

/** What Tab leads to from an element, in the dialog that it stands in. */
function next(from: Element, by: 1 | -1): HTMLElement | undefined {
  const within = from.closest("dialog") ?? document;
  const all = [
    ...within.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, [tabindex]"),
  ].filter(
    (each) =>
      each === from ||
      (each.tabIndex >= 0 && !each.matches(":disabled") && each.checkVisibility() && isStop(each)),
  );
  return all[all.indexOf(from instanceof HTMLElement ? from : document.body) + by];
}

/** Of several radio buttons Tab leads to the chosen one only. */
const isStop = (element: HTMLElement): boolean => !isRadio(element) || element.checked;
