/**
 * Dragging with a finger: hold for a moment, then move.
 *
 * The browser's own drag and drop does not begin by touch everywhere (Chromium
 * on Linux scrolls instead), so a finger has code of its own. Held and let go,
 * it opens the menu.
 */

import { Drag, draggedBy, previewOf, sourceOf } from "./drag.svelte.ts";
import { entriesFor, openMenu } from "./keys.ts";

const HOLD_MS = 350;
/** Moved by so much before that, in px, a finger scrolls. */
const SLACK = 8;
/** So near to the edge the map scrolls along, and by so much at once. */
const EDGE = 48;
const STEP = 12;

interface Held {
  readonly element: HTMLElement;
  readonly preview: HTMLElement;
  readonly at: Touch;
  hasMoved: boolean;
}

export function watchTouch(drag: Drag, canvas: HTMLElement): () => void {
  const stops = new AbortController();
  const listen = { signal: stops.signal };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first: Touch | null = null;
  let held: Held | null = null;

  const forget = (): void => {
    clearTimeout(timer);
    first = null;
    held?.preview.remove();
    held = null;
  };
  const pickUp = (target: Element, at: Touch): void => {
    const element = sourceOf(target);
    const what = element && draggedBy(drag.editor, element);
    if (!element || !what || element.querySelector("input, textarea")) return;
    const preview = previewOf(element);
    preview.classList.add("is-in-hand");
    document.body.append(preview);
    held = { element, preview, at, hasMoved: false };
    place(held, at);
    drag.start(what, element);
    navigator.vibrate?.(10);
  };
  const onstart = (event: TouchEvent): void => {
    const [touch] = event.touches;
    forget();
    if (event.touches.length !== 1 || !touch || !(event.target instanceof Element)) return;
    const target = event.target;
    first = touch;
    timer = setTimeout(() => pickUp(target, touch), HOLD_MS);
  };
  const onmove = (event: TouchEvent): void => {
    const [touch] = event.touches;
    if (!touch || !first) return;
    const isFar = distance(touch, first) > SLACK;
    if (!held) {
      if (isFar) forget(); // it scrolls
      return;
    }
    event.preventDefault();
    held.hasMoved ||= isFar;
    place(held, touch);
    scrollAlong(canvas, touch);
    drag.see(touch);
  };
  const onend = (event: TouchEvent): void => {
    const [touch] = event.changedTouches;
    const now = held;
    forget();
    if (!now || !touch) return;
    event.preventDefault(); // no click follows
    if (now.hasMoved) {
      drag.drop(touch, false);
      return;
    }
    drag.cancel();
    const entries = entriesFor(drag.editor, now.element);
    const at = { x: touch.clientX, y: touch.clientY };
    if (entries) openMenu(drag.editor, now.element, entries, at);
  };
  const oncancel = (): void => {
    if (held) drag.cancel();
    forget();
  };
  const onmenu = (event: Event): void => {
    if (!held) return;
    event.preventDefault();
    event.stopPropagation();
  };
  canvas.addEventListener("touchstart", onstart, { ...listen, passive: true });
  canvas.addEventListener("touchmove", onmove, { ...listen, passive: false });
  canvas.addEventListener("touchend", onend, { ...listen, passive: false });
  canvas.addEventListener("touchcancel", oncancel, listen);
  canvas.addEventListener("contextmenu", onmenu, { ...listen, capture: true });
  return () => {
    forget();
    stops.abort();
  };
}

const distance = (one: Touch, other: Touch): number =>
  Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);

function place({ preview }: Held, at: Touch): void {
  preview.style.left = `${at.clientX}px`;
  preview.style.top = `${at.clientY}px`;
}

function scrollAlong(canvas: HTMLElement, at: Touch): void {
  const frame = canvas.getBoundingClientRect();
  const by = (from: number, to: number, now: number): number =>
    now < from + EDGE ? -STEP : now > to - EDGE ? STEP : 0;
  canvas.scrollBy(
    by(frame.left, frame.right, at.clientX),
    by(frame.top, frame.bottom, at.clientY),
  );
}
