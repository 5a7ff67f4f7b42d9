/** Small rules of setting text: the twin of `jejak.layout.typography`. */

const JOINER = "\u2060"; // word joiner: no line break here

// Clitics and short prefixes never part from their word (apps-nya, m-banking,
// di-order); reduplication may (promo-promo).
const CLITIC = /(?<=[\p{L}\p{N}_])-(?=(?:nya|ku|mu|kah|lah|pun)(?![\p{L}\p{N}_]))/giu;
const PREFIX =
  /(?<![\p{L}\p{N}_])([\p{L}\p{N}_]|di|ke|se|ber|ter|me|mem|men|per|pe|pra|non|anti|re|pre|co|to|as)-(?=[\p{L}\p{N}_])/giu;

/** The text with clitics and short prefixes held to their word. */
export function held(text: string): string {
  if (!text.includes("-")) return text;
  return text
    .replace(CLITIC, `${JOINER}-${JOINER}`)
    .replace(PREFIX, `$1${JOINER}-${JOINER}`);
}

/** One or two letters that stand for a person. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase();
}

/** The paragraphs of a text whose paragraphs are parted by blank lines. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/u)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** A person's own words in quotation marks, unless they stand in them already. */
export function quoted(text: string): string {
  return /^["“”'‘«„]/u.test(text) ? text : `“${text}”`;
}

const LONGEST_SAID = 60;

/** A text short enough for one sentence about it. */
export function shortened(text: string): string {
  const line = text.split("\n")[0] ?? "";
  const letters = [...line];
  if (letters.length <= LONGEST_SAID && line === text) return line;
  return `${letters.slice(0, LONGEST_SAID).join("").trimEnd()}…`;
}
