/** Dragging on the board; what it does, the keyboard and the menus do too. */

import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import type { Attachment } from "svelte/attachments";
import { say } from "../i18n/language.svelte.ts";
import { quadrantOf, QUADRANTS, type Quadrant } from "../store/ranking.ts";
import type { Board, Over } from "./board.svelte.ts";
import { inQuadrant, itemOf, joined } from "./placing.ts";

const EDGE = 0.3; // of a card's height, above and below, that put beside it

/** Follow every drag on the page. */
export const watchDrags =
  (board: Board): Attachment =>
  () =>
    monitorForElements({
      canMonitor: ({ source }) => typeof source.data["item"] === "string",
      onDragStart: ({ source }) => {
        board.dragged = String(source.data["item"]);
        board.asked = null;
        board.announce(say("board.lifted", { name: board.nameOf(board.dragged) }));
      },
      onDropTargetChange: ({ location }) => {
        board.over = overOf(location.current.dropTargets[0]?.data);
        if (board.over) board.announce(placeName(board, board.over));
      },
      onDrag: ({ location }) => {
        const over = overOf(location.current.dropTargets[0]?.data);
        if (JSON.stringify(over) !== JSON.stringify(board.over)) board.over = over;
      },
      onDrop: () => {
        const { dragged, over } = board;
        board.dragged = null;
        board.over = null;
        if (dragged && over) drop(board, dragged, over);
        else board.announce(say("board.put_back"));
      },
    });

/** A card that can be dragged, and onto which others can be. */
export const cardOnBoard =
  (board: Board, id: string): Attachment<HTMLElement> =>
  (element) => {
    if (!board.canEdit) return undefined;
    const isStatement = itemOf(board.journey, id)?.id === id && board.journey.card(id) === null;
    const lifted = draggable({
      element,
      getInitialData: () => ({ item: id }),
      canDrag: ({ element }) => !element.contains(fieldInFocus()),
    });
    if (!isStatement) return lifted;
    const target = dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data["item"] !== id,
      getData: ({ input, source }) => ({
        over: placeOn(board, id, element, input.clientY, String(source.data["item"])),
      }),
    });
    return combine(lifted, target);
  };

export const quadrantOnBoard =
  (board: Board, quadrant: Quadrant): Attachment<HTMLElement> =>
  (element) =>
    dropTargetForElements({
      element,
      canDrop: () => board.canEdit,
      getData: () => ({ over: { how: "quadrant", quadrant } satisfies Over }),
    });

function placeOn(board: Board, id: string, card: Element, y: number, dragged: string): Over {
  const { top, height } = card.getBoundingClientRect();
  const at = (y - top) / height;
  const item = itemOf(board.journey, dragged);
  const target = itemOf(board.journey, id);
  const isRanked = target?.kind === "statement" && quadrantOf(target.statement) !== null;
  const canJoin = item !== null && joined(item, id) !== null;
  if (canJoin && (!isRanked || (at > EDGE && at < 1 - EDGE))) return { how: "join", id };
  return { how: at < 0.5 ? "before" : "after", id };
}

function overOf(data: Record<string | symbol, unknown> | undefined): Over | null {
  const over = data?.["over"];
  if (typeof over !== "object" || over === null || !("how" in over)) return null;
  if ("quadrant" in over) {
    const quadrant = QUADRANTS.find((each) => each === over.quadrant);
    return quadrant ? { how: "quadrant", quadrant } : null;
  }
  const how = (["before", "after", "join"] as const).find((each) => each === over.how);
  return how && "id" in over && typeof over.id === "string" ? { how, id: over.id } : null;
}

function drop(board: Board, dragged: string, over: Over): void {
  if (over.how === "quadrant") {
    board.rank(dragged, over.quadrant, null);
    return;
  }
  if (over.how === "join") {
    board.join(dragged, over.id);
    return;
  }
  const target = itemOf(board.journey, over.id);
  const quadrant = target?.kind === "statement" ? quadrantOf(target.statement) : null;
  if (quadrant === null) return;
  const list = inQuadrant(board.journey, quadrant);
  const at = list.findIndex((each) => each.id === over.id);
  const before = over.how === "before" ? over.id : (list[at + 1]?.id ?? null);
  board.rank(dragged, quadrant, before);
}

function placeName(board: Board, over: Over): string {
  if (over.how === "quadrant") {
    return say("board.over", { quadrant: say(`quadrant.${over.quadrant}`) });
  }
  return say(`board.over_${over.how}`, { name: board.nameOf(over.id) });
}

const fieldInFocus = (): Element | null =>
  document.activeElement?.matches("input, textarea") ? document.activeElement : null;
