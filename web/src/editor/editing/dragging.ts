/** Drag and drop on the map by mouse; the browser's own scrolls along. */

import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { setCustomNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview";
import { Drag, draggedBy, previewOf, sourceOf } from "./drag.svelte.ts";
import type { Dragged } from "./drop-places.ts";
import type { Editor } from "./editor.svelte.ts";
import { watchTouch } from "./touching.ts";

const KEY = "jejak-dragged";

/**
 * Make what the pointer comes to draggable, and the map a place to drop.
 *
 * Only then: thousands of cards that nobody touches cost nothing.
 */
export function watchDrags(editor: Editor, canvas: HTMLElement): () => void {
  const known = new Map<HTMLElement, () => void>();
  const drag = new Drag(editor, canvas);
  let isTouch = false; // a finger drags by our own code: few browsers do it
  const onpointer = ({ target, pointerType }: PointerEvent): void => {
    isTouch = pointerType === "touch";
    const element = target instanceof Element ? sourceOf(target) : null;
    if (isTouch || !element || known.has(element) || !draggedBy(editor, element)) return;
    for (const [old, forget] of known) {
      if (old.isConnected) continue;
      forget();
      known.delete(old);
    }
    known.set(element, makeDraggable(editor, element, () => !isTouch));
  };
  canvas.addEventListener("pointerover", onpointer);
  canvas.addEventListener("pointerdown", onpointer, { capture: true });
  const stop = [
    () => canvas.removeEventListener("pointerover", onpointer),
    () => canvas.removeEventListener("pointerdown", onpointer, { capture: true }),
    dropTargetForElements({ element: canvas }),
    watch(drag),
    watchTouch(drag, canvas),
  ];
  return () => {
    for (const undo of [...stop, ...known.values()]) undo();
  };
}

function makeDraggable(
  editor: Editor,
  element: HTMLElement,
  isWanted: () => boolean,
): () => void {
  return draggable({
    element,
    canDrag: () => isWanted() && element.querySelector("input, textarea") === null,
    getInitialData: () => ({ [KEY]: draggedBy(editor, element) }),
    onGenerateDragPreview: ({ nativeSetDragImage }) => {
      setCustomNativeDragPreview({
        nativeSetDragImage,
        render: ({ container }) => container.append(previewOf(element)),
      });
    },
  });
}

function watch(drag: Drag): () => void {
  return monitorForElements({
    canMonitor: ({ source }) => isDragged(source.data[KEY]),
    onDragStart: ({ source }) => {
      const what = source.data[KEY];
      if (isDragged(what)) drag.start(what, source.element);
    },
    onDrag: ({ location }) => drag.see(location.current.input),
    onDrop: ({ location }) => {
      const { input, dropTargets } = location.current;
      if (dropTargets.length > 0) drag.drop(input, input.altKey || input.ctrlKey);
      else drag.cancel();
    },
  });
}

const isDragged = (value: unknown): value is Dragged =>
  typeof value === "object" && value !== null && "kind" in value;
