/** What the keys do on a card of the board. */

import { singleKeys } from "../editor/shortcuts.svelte.ts";
import { QUADRANTS } from "../store/ranking.ts";
import type { Board } from "./board.svelte.ts";
import type { Direction } from "./placing.ts";

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

const isField = (target: Element): boolean =>
  target.matches("input, textarea, select, [contenteditable]");

/** Whether the key was for a card, and did something. */
export function onBoardKey(board: Board, event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement) || isField(target)) return false;
  if (event.ctrlKey || event.metaKey) return false;
  const card = target.closest<HTMLElement>("[data-board]");
  const id = card?.dataset["board"];
  if (!card || id === undefined) return false;
  const arrow = ARROWS[event.key];
  if (arrow) return event.altKey ? moved(board, id, arrow) : walked(card, arrow);
  if (event.altKey) return false;
  if (event.key === "Enter" && target === card) return opened(board, id);
  return board.canEdit && singleKeys() && ranked(board, id, event.key);
}

function ranked(board: Board, id: string, key: string): boolean {
  if (key === "0") {
    board.clear(id);
    return true;
  }
  const quadrant = QUADRANTS[Number(key) - 1];
  if (!/^[1-4]$/.test(key) || !quadrant) return false;
  board.rank(id, quadrant, undefined, false);
  return true;
}

function moved(board: Board, id: string, direction: Direction): boolean {
  if (!board.canEdit) return false;
  board.move(id, direction);
  return true;
}

/** Enter: the reasons that are asked for first, then all there is to write. */
function opened(board: Board, id: string): boolean {
  if (!board.canEdit) return false;
  if (board.journey.statements.every((each) => each.id !== id)) board.judging = id;
  else if (board.asked?.id === id) board.ask(id, true);
  else board.opened = id;
  return true;
}

/** The arrows walk from card to card; to the sides, to the list beside this one. */
function walked(card: HTMLElement, direction: Direction): boolean {
  const list = card.closest("[data-list]");
  const cards = list ? cardsIn(list) : [];
  const step = direction === "up" ? -1 : 1;
  if (direction === "up" || direction === "down") {
    const all = [...document.querySelectorAll<HTMLElement>("[data-board]")];
    (cards[cards.indexOf(card) + step] ?? all[all.indexOf(card) + step])?.focus();
    return true;
  }
  const lists = [...document.querySelectorAll("[data-list]")].filter(
    (each) => cardsIn(each).length > 0,
  );
  const next = list && lists[lists.indexOf(list) + (direction === "left" ? -1 : 1)];
  if (next) cardsIn(next)[0]?.focus();
  return true;
}

const cardsIn = (list: Element): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>("[data-board]"),
];
