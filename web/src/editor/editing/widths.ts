/** Dragging the edge of a stage's head fixes its width; a double click frees it. */

import { NARROWEST, setWidth, WIDEST } from "./entries.ts";
import type { Editor } from "./editor.svelte.ts";

/** So near to the edge, in px, the pointer has it. */
const REACH = 6;

export function watchWidths(editor: Editor, canvas: HTMLElement): () => void {
  const stops = new AbortController();
  const listen = { signal: stops.signal, capture: true };
  let head: HTMLElement | null = null; // whose edge is dragged
  let from = { x: 0, width: 0, zoom: 1 };

  const onmove = (event: PointerEvent): void => {
    if (!head) {
      canvas.classList.toggle("is-at-edge", edgeAt(event) !== null);
      return;
    }
    // Not before: what has the pointer also gets the clicks.
    if (!editor.drawn && Math.abs(event.clientX - from.x) < 3) return;
    canvas.setPointerCapture(event.pointerId);
    const width = from.width + (event.clientX - from.x) / from.zoom;
    const stage = head.dataset["item"] ?? "";
    editor.drawn = { stage, width: Math.min(Math.max(width, NARROWEST), WIDEST) };
  };
  const ondown = (event: PointerEvent): void => {
    const edge = event.button === 0 ? edgeAt(event) : null;
    if (!edge) return;
    event.preventDefault();
    event.stopPropagation();
    head = edge;
    const shown = edge.getBoundingClientRect().width;
    from = { x: event.clientX, width: edge.offsetWidth, zoom: shown / edge.offsetWidth };
  };
  const onup = (): void => {
    const drawn = editor.drawn;
    head = null;
    editor.drawn = null;
    if (drawn) setWidth(editor, drawn.stage, drawn.width);
  };
  const ondouble = (event: MouseEvent): void => {
    const edge = edgeAt(event);
    const stage = editor.journey.stage(edge?.dataset["item"] ?? "");
    if (!edge || !stage) return;
    event.preventDefault();
    event.stopPropagation();
    if (stage.widthPx !== null) setWidth(editor, stage.id, null);
  };
  // A drag of the whole stage must not begin at its edge.
  const onstart = (event: DragEvent): void => {
    if (!head) return;
    event.preventDefault();
    event.stopPropagation();
  };
  canvas.addEventListener("pointermove", onmove, listen);
  canvas.addEventListener("pointerdown", ondown, listen);
  canvas.addEventListener("pointerup", onup, listen);
  canvas.addEventListener("pointercancel", onup, listen);
  canvas.addEventListener("dblclick", ondouble, listen);
  canvas.addEventListener("dragstart", onstart, listen);
  return () => stops.abort();
}

/** The head whose right edge is at the pointer. */
function edgeAt(event: MouseEvent): HTMLElement | null {
  const target = event.target instanceof Element ? event.target : null;
  const head = target?.closest<HTMLElement>("thead th[data-item]");
  if (!head) return null;
  const box = head.getBoundingClientRect();
  if (box.right - event.clientX <= REACH) return head;
  const before = head.previousElementSibling;
  const isAtLeft = event.clientX - box.left <= REACH;
  return isAtLeft && before instanceof HTMLElement && before.matches("th") ? before : null;
}
