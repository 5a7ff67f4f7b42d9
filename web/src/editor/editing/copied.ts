/** HTML that was copied elsewhere, as cells. */

/** As far as one cell may reach to the right. */
const WIDEST_SPAN = 100;
/** Stands for the end of a line until all other white space is one blank. */
const LINE_END = "\u2028";

/** The first table; HTML without one is a single cell. */
export function readHtml(html: string): string[][] {
  const page = new DOMParser().parseFromString(html, "text/html");
  const table = page.querySelector("table");
  if (!table) return [[wordsIn(page.body)]];
  const cells: string[][] = Array.from(table.rows, () => []);
  [...table.rows].forEach((row, down) => {
    for (const cell of row.cells) put(cells.slice(down), cell);
  });
  return cells.map((row) => Array.from(row, (text) => text ?? ""));
}

/** Put a cell at the first free place of the first of these rows, and over what it spans. */
function put(rows: string[][], cell: HTMLTableCellElement): void {
  const [first = []] = rows;
  let at = 0;
  while (first[at] !== undefined) at += 1;
  const width = Math.min(cell.colSpan, WIDEST_SPAN);
  for (const row of rows.slice(0, Math.max(1, cell.rowSpan))) {
    for (let right = at; right < at + width; right += 1) row[right] = "";
  }
  first[at] = wordsIn(cell);
}

function wordsIn(element: HTMLElement): string {
  for (const end of element.querySelectorAll("br, p, div, li, tr")) end.after(LINE_END);
  return element.textContent.replaceAll(/[^\S\u2028]+/g, " ").replaceAll(LINE_END, "\n").trim();
}
