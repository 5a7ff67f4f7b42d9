/**
 * Texts that two people change: the twin of `jejak.model.merging` and `model.text`.
 *
 * Places count Unicode characters, as Python counts them, not UTF-16 units.
 */

export interface Splice {
  readonly at: number;
  readonly deleted: string;
  readonly inserted: string;
}

const UNWANTED =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\p{Cs}]|[\ufffe\uffff]|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/gu;

/** A text without control characters and lone surrogates; lines end in a line feed. */
export function cleanText(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replace(UNWANTED, "");
}

/** The one shortest splice that turns a text into another. */
export function spliceBetween(before: string, after: string): Splice {
  const [old, next] = [[...before], [...after]];
  let room = Math.min(old.length, next.length);
  let start = 0;
  while (start < room && old[start] === next[start]) start += 1;
  room -= start;
  let end = 0;
  while (end < room && old.at(-1 - end) === next.at(-1 - end)) end += 1;
  return {
    at: start,
    deleted: old.slice(start, old.length - end).join(""),
    inserted: next.slice(start, next.length - end).join(""),
  };
}

/** A text with the changes of two people who both started from `base`. */
export function merged(base: string, first: string, second: string): string {
  if (base === first || first === second) return second;
  const signs = [...base];
  const [one, two] = [spliceBetween(base, first), spliceBetween(base, second)];
  const [before, behind] = two.at < one.at ? [two, one] : [one, two];
  if (base !== "" && areApart(before, behind)) {
    const middle = signs.slice(endOf(before), behind.at).join("");
    const inserted = before.inserted + middle + behind.inserted;
    return signs.slice(0, before.at).join("") + inserted + signs.slice(endOf(behind)).join("");
  }
  const [mine, theirs] = [inWords(signs, one), inWords(signs, two)];
  const start = signs.slice(0, Math.min(mine.at, theirs.at)).join("");
  const rest = signs.slice(Math.max(endOf(mine), endOf(theirs))).join("");
  return [start, mine.inserted, theirs.inserted, rest].reduce(sideBySide);
}

/** Whether neither splice takes away what the other one is written on to. */
function areApart(before: Splice, behind: Splice): boolean {
  if (endOf(before) !== behind.at) return endOf(before) < behind.at;
  if (before.deleted && !behind.deleted) return isNoLetter(behind.inserted.at(0));
  if (behind.deleted && !before.deleted) return isNoLetter(before.inserted.at(-1));
  return true;
}

/**
 * A splice that cuts no word, neither an old one nor a new one.
 *
 * The shortest one leaves standing what old and new words begin and end with;
 * whoever else deletes the old words would take these letters of the new ones.
 */
function inWords(signs: readonly string[], splice: Splice): Splice {
  let [start, end] = [splice.at, endOf(splice)];
  const { deleted, inserted } = splice;
  if (isWord(deleted.at(0)) || isWord(inserted.at(0))) {
    while (start > 0 && !isBlank(signs[start - 1])) start -= 1;
  }
  if (isWord(deleted.at(-1)) || isWord(inserted.at(-1))) {
    while (end < signs.length && !isBlank(signs[end])) end += 1;
  }
  const kept = [signs.slice(start, splice.at), signs.slice(endOf(splice), end)];
  const [left = "", right = ""] = kept.map((part) => part.join(""));
  return {
    at: start,
    deleted: signs.slice(start, end).join(""),
    inserted: left + splice.inserted + right,
  };
}

function sideBySide(one: string, two: string): string {
  const isParted = one === "" || two === "" || isBlank(one.at(-1)) || isBlank(two.at(0));
  return isParted ? one + two : `${one} ${two}`;
}

const isNoLetter = (sign: string | undefined): boolean =>
  sign === undefined || isBlank(sign) || ",.;:!?()".includes(sign);

const isWord = (sign: string | undefined): boolean => sign !== undefined && !isBlank(sign);

const isBlank = (sign: string | undefined): boolean =>
  sign === " " || sign === "\t" || sign === "\n";

/** A text with a splice in it; null if what it deletes does not stand there. */
export function spliced(text: string, { at, deleted, inserted }: Splice): string | null {
  const signs = [...text];
  const end = at + lengthOf(deleted);
  if (at < 0 || at > signs.length || signs.slice(at, end).join("") !== deleted) return null;
  return signs.slice(0, at).join("") + cleanText(inserted) + signs.slice(end).join("");
}

/** Where somebody who wrote at a place in one text stands in what became of it. */
export function placeAfter(before: string, after: string, place: number): number {
  const { at, deleted, inserted } = spliceBetween(before, after);
  const start = [...before].slice(0, at).join("").length;
  if (place <= start) return place;
  const gone = start + deleted.length;
  return place >= gone ? place + inserted.length - deleted.length : start + inserted.length;
}

const lengthOf = (text: string): number => [...text].length;
const endOf = (splice: Splice): number => splice.at + lengthOf(splice.deleted);
