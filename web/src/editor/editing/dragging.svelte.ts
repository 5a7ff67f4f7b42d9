/** Drag and drop on the map, by mouse and by touch; the browser's own scrolls along. */

import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { setCustomNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview";
import { say } from "../../i18n/language.svelte.ts";
import { laneName, stageName } from "../../i18n/words.ts";
import { dropPlace, type Dragged, type DropPlace, type Line } from "./drop-places.ts";
import { shortened, type Editor } from "./editor.svelte.ts";
import { duplicateTo } from "./entries.ts";
import { moveLine, namesOf, placeCard, placeLane, placeStage } from "./moving.ts";
import { cellKey, itemIdOf, laneOf, stageOf } from "./places.ts";

/** What is dragged, and the line where it would come to stand. */
export const dragging = $state<{ what: Dragged | null; line: Line | null }>({
  what: null,
  line: null,
});

const KEY = "jejak-dragged";

/** What an element would drag. */
function draggedBy(editor: Editor, element: Element): Dragged | null {
  if (element.closest("[data-line]")) return { kind: "line", id: "map" };
  const card = editor.cardOf(itemIdOf(element));
  if (card) return { kind: "card", id: card.id };
  const stage = stageOf(element);
  if (stage !== null) return { kind: "stage", id: stage };
  const lane = laneOf(element);
  return lane !== null && editor.journey.lane(lane) ? { kind: "lane", id: lane } : null;
}

/**
 * Make what the pointer comes to draggable, and the map a place to drop.
 *
 * Only then: thousands of cards that nobody touches cost nothing.
 */
export function watchDrags(editor: Editor, canvas: HTMLElement): () => void {
  const known = new Map<HTMLElement, () => void>();
  const onpointer = ({ target }: Event): void => {
    const element = target instanceof Element ? sourceOf(target) : null;
    if (!element || known.has(element) || !draggedBy(editor, element)) return;
    for (const [old, forget] of known) {
      if (old.isConnected) continue;
      forget();
      known.delete(old);
    }
    known.set(element, makeDraggable(editor, element));
  };
  canvas.addEventListener("pointerover", onpointer);
  canvas.addEventListener("pointerdown", onpointer, { capture: true });
  const stop = [
    () => canvas.removeEventListener("pointerover", onpointer),
    () => canvas.removeEventListener("pointerdown", onpointer, { capture: true }),
    dropTargetForElements({ element: canvas }),
    watch(editor, canvas),
  ];
  return () => {
    for (const undo of [...stop, ...known.values()]) undo();
  };
}

function sourceOf(target: Element): HTMLElement | null {
  return target.closest<HTMLElement>("[data-line], td [data-item], thead th[data-item], th.head");
}

function makeDraggable(editor: Editor, element: HTMLElement): () => void {
  return draggable({
    element,
    canDrag: () => element.querySelector("input, textarea") === null,
    getInitialData: () => ({ [KEY]: draggedBy(editor, element) }),
    onGenerateDragPreview: ({ nativeSetDragImage }) => {
      setCustomNativeDragPreview({
        nativeSetDragImage,
        render: ({ container }) => container.append(previewOf(element)),
      });
    },
  });
}

/** The thing as it hangs from the pointer: a little askew, with a shadow. */
function previewOf(element: HTMLElement): HTMLElement {
  const copy = document.createElement("div");
  copy.className = element.matches(".card, .chip") ? element.className : "drag-preview";
  copy.classList.add("is-dragged");
  copy.style.width = `${Math.min(element.offsetWidth, 280)}px`;
  for (const child of element.matches("th") ? headOf(element) : element.childNodes) {
    copy.append(child.cloneNode(true));
  }
  return copy;
}
function headOf(head: HTMLElement): Node[] {
  const name = head.querySelector(".ln, .st > b");
  return name ? [name] : [];
}

function watch(editor: Editor, canvas: HTMLElement): () => void {
  let place: DropPlace | null = null;
  const mark = (next: DropPlace | null): void => {
    const old = place?.cell;
    if (old && (!next?.cell || cellKey(next.cell) !== cellKey(old))) {
      editor.cellElement(old)?.classList.remove("is-target");
    }
    if (next?.cell) editor.cellElement(next.cell)?.classList.add("is-target");
    dragging.line = next && within(canvas, next.line);
    if (next && next.key !== place?.key) editor.announce(spoken(editor, next));
    place = next;
  };
  const see = (at: { clientX: number; clientY: number }): void => {
    if (dragging.what) mark(dropPlace(editor.journey, dragging.what, at));
  };
  return monitorForElements({
    canMonitor: ({ source }) => isDragged(source.data[KEY]),
    onDragStart: ({ source }) => {
      const what = source.data[KEY];
      if (!isDragged(what)) return;
      dragging.what = what;
      source.element.classList.add("is-away");
      editor.announce(say("edit.picked_up", { name: nameOf(editor, what) }));
    },
    onDrag: ({ location }) => see(location.current.input),
    onDrop: ({ source, location }) => {
      const what = dragging.what;
      const isOver = location.current.dropTargets.length > 0;
      if (isOver) see(location.current.input);
      const target = isOver ? place : null;
      mark(null);
      dragging.what = null;
      source.element.classList.remove("is-away");
      const { altKey, ctrlKey } = location.current.input;
      if (what && target) drop(editor, what, target, altKey || ctrlKey);
      else editor.announce(say("edit.put_back"));
    },
  });
}

const isDragged = (value: unknown): value is Dragged =>
  typeof value === "object" && value !== null && "kind" in value;

function drop(editor: Editor, what: Dragged, target: DropPlace, isCopy: boolean): void {
  const { journey } = editor;
  const card = journey.card(what.id);
  const stage = journey.stage(what.id);
  const lane = journey.lane(what.id);
  const { before, after } = target.beside;
  if (what.id === before || what.id === after) editor.announce(say("edit.put_back"));
  else if (what.kind === "line") moveLine(editor, target.beside);
  else if (card && target.cell && isCopy) duplicateTo(editor, card, target.cell, target.beside);
  else if (card && target.cell) placeCard(editor, card, target.cell, target.beside);
  else if (stage) placeStage(editor, stage, target.beside);
  else if (lane) placeLane(editor, lane, target.beside);
}

function within(canvas: HTMLElement, line: Line): Line {
  const frame = canvas.getBoundingClientRect();
  return {
    ...line,
    top: line.top - frame.top + canvas.scrollTop,
    left: line.left - frame.left + canvas.scrollLeft,
  };
}

function nameOf(editor: Editor, what: Dragged): string {
  const { journey } = editor;
  const card = journey.card(what.id);
  if (card) return shortened(card.text);
  const stage = journey.stage(what.id);
  if (stage) return stageName(stage, journey.stageNumber(stage.id));
  const lane = journey.lane(what.id);
  return lane ? laneName(lane) : say("map.visibility_line");
}

/** Where a thing hangs, for those who do not see the line. */
function spoken(editor: Editor, place: DropPlace): string {
  const { before, after } = place.beside;
  const beside = nameOf(editor, { kind: "card", id: before ?? after ?? "" });
  if (!place.cell) return say(before ? "edit.before_it" : "edit.behind_it", { name: beside });
  const names = namesOf(editor, place.cell);
  return before ? say("edit.over_before", { ...names, name: beside }) : say("edit.over", names);
}
