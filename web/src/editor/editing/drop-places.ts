/** Where a dragged thing would come to stand, by the place of the pointer. */

import { getElementFromPointWithoutHoneypot } from "@atlaskit/pragmatic-drag-and-drop/get-element-from-point-without-honey-pot";
import type { Beside } from "../../store/edits/parts.ts";
import type { Journey } from "../../store/journey.ts";
import { everyLane, holdsCards, noteKind } from "../../store/lanes.ts";
import type { Substage } from "../../store/records.ts";
import { partAtTop } from "./moving.ts";
import { laneOf, placeOf, stageOf, type Spot } from "./places.ts";

export interface Dragged {
  readonly kind: "card" | "note" | "stage" | "lane" | "line";
  readonly id: string;
}

export interface Line {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly isUpright: boolean;
}

/** A place to drop, and the line that shows it; lines are in px of the window. */
export interface DropPlace {
  readonly beside: Beside;
  readonly line: Line;
  /** Of a card or a note: in which cell. */
  readonly cell: Spot | null;
  /** Tells places apart. */
  readonly key: string;
}

interface Point {
  readonly clientX: number;
  readonly clientY: number;
}

export function dropPlace(journey: Journey, what: Dragged, at: Point): DropPlace | null {
  const under = getElementFromPointWithoutHoneypot({ x: at.clientX, y: at.clientY });
  const slot = under?.closest<HTMLElement>("[data-slot]");
  if (slot) return slotPlace(slot);
  if (!under?.closest("table")) return null;
  switch (what.kind) {
    case "card":
      return cardPlace(journey, what.id, under, at);
    case "note":
      return notePlace(journey, what.id, under, at);
    case "stage":
      return stagePlace(journey, under, at);
    case "lane":
      return lanePlace(journey, under, at, (zone) => zone === journey.lane(what.id)?.zone);
    case "line":
      return lanePlace(journey, under, at, (zone) => zone !== "followup");
  }
}

function cardPlace(journey: Journey, id: string, under: Element, at: Point): DropPlace | null {
  const cell = placeOf(under);
  const lane = cell && journey.lane(cell.lane);
  const td = under.closest<HTMLElement>("td");
  if (!cell || !lane || !td || !holdsCards(lane)) return null;
  const isEmpty = journey.cards(cell.lane, cell.stage).length === 0;
  const substage = isEmpty
    ? partAcross(journey.substages(cell.stage), td, at)
    : (nameAbove(td, at) ?? partAtTop(journey, cell));
  const items = itemsOf(td, (other) => other !== id && journey.card(other)?.substage === substage);
  return { ...between(td, items, at, `${cell.stage} ${substage}`), cell: { ...cell, substage } };
}

/** Notes stay in the lane of their kind. */
function notePlace(journey: Journey, id: string, under: Element, at: Point): DropPlace | null {
  const cell = placeOf(under);
  const td = under.closest<HTMLElement>("td");
  const note = journey.notes.find((each) => each.id === id);
  const lane = everyLane(journey).find((each) => each.id === cell?.lane);
  if (!cell || !td || !note || !lane || noteKind(lane) !== note.kind) return null;
  return { ...between(td, itemsOf(td, (other) => other !== id), at, cell.stage), cell };
}

const itemsOf = (td: HTMLElement, isMeant: (id: string) => boolean): HTMLElement[] =>
  [...td.querySelectorAll<HTMLElement>("[data-item]")].filter((item) => isMeant(itemOf(item)));

/** Which of the items of a cell a point is between. */
function between(
  td: HTMLElement,
  items: readonly HTMLElement[],
  at: Point,
  where: string,
): Pick<DropPlace, "beside" | "line" | "key"> {
  const isInline = items.some((item) => item.parentElement?.matches(".chips"));
  const next = items.find((item) => standsBehind(item.getBoundingClientRect(), at, isInline));
  const last = items.at(-1);
  return {
    beside: next ? { before: itemOf(next) } : last ? { after: itemOf(last) } : {},
    line: cardLine(td, next, last, isInline),
    key: `${td.dataset["lane"]} ${where} ${next ? itemOf(next) : ""}`,
  };
}

const itemOf = (item: HTMLElement): string => item.dataset["item"] ?? "";

/** The part of the stage at a height of its cell: that of the last name above it. */
function nameAbove(td: HTMLElement, at: Point): string | undefined {
  const names = [...td.querySelectorAll<HTMLElement>("[data-part]")];
  return names.findLast((name) => name.getBoundingClientRect().top <= at.clientY)?.dataset["part"];
}

/** In a cell that names no part: the one of the strip at its foot that a point is above. */
function partAcross(parts: readonly Substage[], td: HTMLElement, at: Point): string | null {
  const box = td.getBoundingClientRect();
  const slots = [null, ...parts.map((part) => part.id)];
  const across = ((at.clientX - box.left) / box.width) * slots.length;
  return slots[Math.max(0, Math.min(slots.length - 1, Math.floor(across)))] ?? null;
}

/** A part of the stage that is offered while something hangs over its cell. */
function slotPlace(slot: HTMLElement): DropPlace | null {
  const { lane, stage } = slot.parentElement?.dataset ?? {};
  if (!lane || !stage) return null;
  const substage = slot.dataset["slot"] || null;
  const { top, left, width, height } = slot.getBoundingClientRect();
  return {
    beside: {},
    line: { top: top + height - 2, left, width, height: 2, isUpright: false },
    cell: { lane, stage, substage },
    key: `${lane} ${stage} slot ${substage}`,
  };
}

function standsBehind(box: DOMRect, { clientX, clientY }: Point, isInline: boolean): boolean {
  if (clientY < box.top) return true;
  if (isInline) return clientY <= box.bottom && clientX < box.left + box.width / 2;
  return clientY < box.top + box.height / 2;
}

function cardLine(
  td: HTMLElement,
  next: HTMLElement | undefined,
  last: HTMLElement | undefined,
  isInline: boolean,
): Line {
  const cell = td.getBoundingClientRect();
  const box = (next ?? last)?.getBoundingClientRect();
  if (!box) {
    const top = cell.top + cell.height / 2 - 1;
    return { top, left: cell.left + 8, width: cell.width - 16, height: 2, isUpright: false };
  }
  if (isInline) {
    const left = next ? box.left - 3 : box.right + 1;
    return { top: box.top, left, width: 2, height: box.height, isUpright: false };
  }
  const top = next ? box.top - 4 : box.bottom + 2;
  return { top, left: cell.left + 8, width: cell.width - 16, height: 2, isUpright: false };
}

function stagePlace(journey: Journey, under: Element, at: Point): DropPlace | null {
  const id = stageOf(under) ?? placeOf(under)?.stage;
  const table = under.closest("table");
  const head = id && table?.querySelector(`thead [data-item="${CSS.escape(id)}"]`);
  if (!id || !head || !table || !journey.stage(id)) return null;
  const box = head.getBoundingClientRect();
  const isBefore = at.clientX < box.left + box.width / 2;
  const bottom = table.getBoundingClientRect().bottom;
  return {
    beside: isBefore ? { before: id } : { after: id },
    line: {
      top: box.top,
      left: (isBefore ? box.left : box.right) - 1,
      width: 2,
      height: bottom - box.top,
      isUpright: true,
    },
    cell: null,
    key: `${id} ${isBefore}`,
  };
}

function lanePlace(
  journey: Journey,
  under: Element,
  at: Point,
  fits: (zone: string) => boolean,
): DropPlace | null {
  const row = under.closest<HTMLElement>("tr.lane");
  const id = laneOf(row?.querySelector("th.head") ?? null);
  const lane = journey.lane(id ?? "");
  if (!row || !lane || !fits(lane.zone)) return null;
  const box = row.getBoundingClientRect();
  const isBefore = at.clientY < box.top + box.height / 2;
  const top = (isBefore ? box.top : box.bottom) - 1;
  return {
    beside: isBefore ? { before: lane.id } : { after: lane.id },
    line: { top, left: box.left, width: box.width, height: 2, isUpright: false },
    cell: null,
    key: `${lane.id} ${isBefore}`,
  };
}
