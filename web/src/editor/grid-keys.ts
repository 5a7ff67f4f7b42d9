/**
 * Walking the map by keys: between cells, and between the items of a cell.
 *
 * The map stays a table. One of its cells is in the order of Tab, the one that
 * was last in focus; the arrows do the rest. Nothing here knows records.
 */

const CELLS = ":scope > th[scope=col], :scope > td:not(.gut, .corner)";
const STOP = ".gut button, th.head, th[scope=col], .lane > td:not(.gut)";

export const stopOf = (element: Element): HTMLElement | null =>
  element.closest<HTMLElement>(STOP);

export const itemOf = (element: Element): HTMLElement | null =>
  element.closest<HTMLElement>("td [data-item]");

export const itemsOf = (stop: Element): HTMLElement[] =>
  stop.matches("td") ? [...stop.querySelectorAll<HTMLElement>("[data-item]")] : [];

/** The cell of a lane and a stage; found by its row, without looking through the whole map. */
export function cellIn(table: HTMLTableElement, lane: string, stage: string): HTMLElement | null {
  for (const row of table.rows) {
    if (row.cells[row.cells.length - 1]?.dataset["lane"] !== lane) continue;
    for (const cell of row.cells) if (cell.dataset["stage"] === stage) return cell;
  }
  return null;
}

/** The cell of a table that Tab reaches: looking for it would go through the whole map. */
const IN_TAB = new WeakMap<Element, HTMLElement>();

/** The one cell that Tab reaches, wherever that was before. */
export function keepInTab(table: Element, stop: HTMLElement): void {
  const before = IN_TAB.get(table);
  if (before) before.tabIndex = -1;
  stop.tabIndex = 0;
  IN_TAB.set(table, stop);
}

/** The cell that Tab reaches; before anybody was there, the first. */
export function tabStop(table: Element): HTMLElement | null {
  const stop = IN_TAB.get(table);
  if (stop && table.contains(stop)) return stop;
  return table.querySelector<HTMLElement>(".lane > td:not(.gut)");
}

/** The cell that a key leads to, or null where the key means nothing. */
export function nextStop(stop: HTMLElement, key: string, isFar: boolean): HTMLElement | null {
  const row = stop.closest("tr");
  const table = stop.closest("table");
  if (!row || !table) return null;
  const rows = [...table.querySelectorAll("tr:not(.lov)")];
  const at = rows.indexOf(row);
  const column = columnOf(stop, row);
  switch (key) {
    case "ArrowLeft":
      return cellAt(rows, at, column - 1);
    case "ArrowRight":
      return cellAt(rows, at, column + 1);
    case "ArrowUp":
      return cellAt(rows, at - 1, column);
    case "ArrowDown":
      return cellAt(rows, at + (column < 0 ? zoneLength(stop) : 1), column);
    case "Home":
      return cellAt(rows, isFar ? 0 : at, 1);
    case "End":
      return cellAt(rows, isFar ? rows.length - 1 : at, Infinity);
    default:
      return null;
  }
}

const zoneLength = (stop: Element): number => stop.closest<HTMLTableCellElement>("th")?.rowSpan ?? 1;

/** -1 the zone, 0 the head of the lane, from 1 on the stages. */
function columnOf(stop: Element, row: Element): number {
  if (stop.closest(".gut")) return -1;
  return [...row.querySelectorAll(CELLS)].indexOf(stop) + 1;
}

function cellAt(rows: readonly Element[], at: number, column: number): HTMLElement | null {
  const row = rows[at];
  if (!row) return null;
  if (column < 0) return zoneOf(rows, at);
  if (column === 0) return row.querySelector<HTMLElement>(":scope > th.head");
  const cells = [...row.querySelectorAll<HTMLElement>(CELLS)];
  return cells[Math.min(column, cells.length) - 1] ?? null;
}

/** The zone's head stands in the first row of the zone. */
function zoneOf(rows: readonly Element[], at: number): HTMLElement | null {
  const body = rows[at]?.closest("tbody");
  return body?.querySelector<HTMLElement>(".gut button") ?? null;
}

/** The item before or after this one; at either end, this one. */
export function nextItem(item: HTMLElement, direction: 1 | -1): HTMLElement {
  const stop = stopOf(item);
  const items = stop ? itemsOf(stop) : [];
  return items[items.indexOf(item) + direction] ?? item;
}
