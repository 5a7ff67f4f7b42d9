/** Blocks of cells as spreadsheets copy them: tabs between columns, quotes around lines. */

/** Read a block. What is quoted may hold tabs, line ends and doubled quotes. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let at = 0;
  const close = (): void => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  while (at < text.length) {
    const sign = text.charAt(at);
    const end = sign === '"' && cell === "" ? endOfQuoted(text, at) : -1;
    if (end > 0) {
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
      continue;
    }
    if (sign === "\t") close();
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text.charAt(at + 1) === "\n") at += 1;
      close();
      rows.push([]);
    } else cell += sign;
    at += 1;
  }
  close();
  const last = rows.at(-1);
  // A block ends in a line end that begins no row.
  if (rows.length > 1 && last?.length === 1 && last[0] === "") rows.pop();
  return rows;
}

/**
 * Where a quoted cell ends; -1: the quote is just a sign in its text.
 *
 * No spreadsheet quotes a cell that needs none: somebody said what stands there.
 */
function endOfQuoted(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    if (text.charAt(at) !== '"') at += 1;
    else if (text.charAt(at + 1) === '"') at += 2;
    else break;
  }
  const isEnd = at < text.length && /^(?:[\t\r\n]|$)/.test(text.slice(at + 1, at + 2));
  return isEnd && /[\t\r\n"]/.test(text.slice(start + 1, at)) ? at : -1;
}

/** Write a block so that a spreadsheet puts every text into its own cell. */
export function writeBlock(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(writeCell).join("\t")).join("\n");
}

const writeCell = (text: string): string =>
  /[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const BULLET = /^\s*(?:[-–—•*·▪]|\d{1,3}[.)])\s+/u;

/** What the lines of one cell say, without the signs that only list them. */
export function linesOf(cell: string): string[] {
  return cell
    .split(/\r\n|\r|\n/u)
    .map((line) => line.replace(BULLET, "").trim())
    .filter(Boolean);
}
