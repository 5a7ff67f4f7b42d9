/** Words of feeling: the twin of what pictures ask `jejak.language.emotions`. */

import vocabulary from "$words/emotions.json";
import type { Level } from "./levels.ts";

const EMOTIONS = [
  "excited",
  "happy",
  "relieved",
  "neutral",
  "confused",
  "disappointed",
  "anxious",
  "frustrated",
] as const;
export type Emotion = (typeof EMOTIONS)[number];

interface Known {
  /** Null: a word that has a value but no face of its own. */
  readonly emotion: Emotion | null;
  readonly language: string;
}

interface Found {
  readonly known: Known;
  readonly start: number;
  readonly end: number;
  readonly isExact: boolean;
}

type Words = Readonly<Record<string, readonly string[]>>;

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/;
const EMOJI = /[\u2600-\u27bf\u{1f000}-\u{1faff}\ufe0f\u200d\u2b50]+/gu;
const SIGNED = /(^|[\s([])[+\-−–]\s?\d(?:[.,]\d)?(?=$|[\s)\]])/g;
const SPELLING = 88; // per cent alike, from here on a word counts as misspelt
const SHORTEST_MISSPELT = 6;

const KNOWN = knownWords();
const LONGEST = Math.max(...[...KNOWN.keys()].map((phrase) => tokensOf(phrase).length));
const UNSPACED_WORDS = [...KNOWN.keys()]
  .filter((phrase) => UNSPACED.test(phrase))
  .sort((a, b) => b.length - a.length);
const NEGATIONS = wordSet(vocabulary.negations);
const INTENSIFIERS = wordSet(vocabulary.intensifiers);
const FACES: ReadonlyMap<string, Emotion> = typedFaces();

const PLAIN = new Map<Level, Emotion>([
  [2, "excited"],
  [1, "happy"],
  [0, "neutral"],
  [-1, "disappointed"],
  [-2, "anxious"],
]);

/** The face of a word, or the plain face of its level. */
export function faceName(word: string, level: Level): Emotion {
  return emotionOf(word) ?? PLAIN.get(level) ?? "neutral";
}

/** The emotion whose face a word takes, if one is known. */
export function emotionOf(word: string): Emotion | null {
  const folded = fold(word);
  const found = find(folded);
  if (found === null) return faceIn(word);
  return isNegated(folded, found) ? null : found.known.emotion;
}

/** How a word is shown: the name of a known emotion, made stronger or not, or as written. */
export type ShownWord =
  | { readonly emotion: Emotion; readonly isVery: boolean }
  | { readonly written: string };

/**
 * How a feeling's word is shown in a language.
 *
 * A word of the vocabulary of faces is translated; anything else is shown as it
 * was written. A typed face beside a word is left out: the picture draws it.
 */
export function shownWord(word: string, language: string): ShownWord {
  const written = word.replace(EMOJI, " ").split(/\s+/u);
  const plain = written.filter((part) => part && !isTyped(part)).join(" ");
  if (!plain) {
    const face = faceIn(word);
    return face ? { emotion: face, isVery: false } : { written: word };
  }
  const folded = fold(plain);
  const found = find(folded);
  if (!found?.known.emotion) return { written: plain };
  if (found.known.language === language && found.isExact) return { written: plain };
  const around = `${folded.slice(0, found.start)} ${folded.slice(found.end)}`;
  const others = tokensOf(around.replace(SIGNED, " ")).join(" ");
  if (!others) return { emotion: found.known.emotion, isVery: false };
  if (INTENSIFIERS.has(others)) return { emotion: found.known.emotion, isVery: true };
  return { written: plain };
}

function knownWords(): Map<string, Known> {
  const words = new Map<string, Known>();
  const learn = (languages: Words, emotion: Emotion | null): void => {
    for (const [language, names] of Object.entries(languages)) {
      for (const name of names) {
        if (!words.has(name)) words.set(name, { emotion, language });
      }
    }
  };
  for (const emotion of EMOTIONS) learn(vocabulary.emotions[emotion].words, emotion);
  for (const languages of Object.values(vocabulary.valued_words)) learn(languages, null);
  return words;
}

function typedFaces(): Map<string, Emotion> {
  const faces = new Map<string, Emotion>();
  const entries = { ...vocabulary.emoji, ...vocabulary.typed };
  for (const [face, entry] of Object.entries(entries)) {
    const emotion = EMOTIONS.find((each) => each === entry.emotion);
    if (emotion) faces.set(face, emotion);
  }
  return faces;
}

function wordSet(languages: Words): ReadonlySet<string> {
  return new Set(Object.values(languages).flat());
}

function faceIn(word: string): Emotion | null {
  const emoji = [...word].find((each) => each in vocabulary.emoji);
  const face = emoji ?? word.split(/\s+/u).find(isTyped);
  return face === undefined ? null : (FACES.get(face) ?? null);
}

/** Whether a word is a face typed with signs, such as ":)". */
const isTyped = (part: string): boolean => Object.hasOwn(vocabulary.typed, part);

function isNegated(folded: string, found: Found): boolean {
  const before = tokensOf(folded.slice(0, found.start)).slice(-2);
  const glued = folded.slice(Math.max(0, found.start - 1), found.start);
  return [...before, glued].some((each) => NEGATIONS.has(each));
}

const squeeze = (text: string): string => text.split(/\s+/u).filter(Boolean).join(" ");

const fold = (text: string): string =>
  squeeze(text).normalize("NFKC").toLowerCase().replaceAll("’", "'");

function tokensOf(text: string): string[] {
  return [...text.matchAll(WORD)].map((match) => match[0]);
}

/** The first phrase of the vocabulary in the text, exact before misspelt. */
function find(folded: string): Found | null {
  if (UNSPACED.test(folded)) {
    for (const phrase of UNSPACED_WORDS) {
      const start = folded.indexOf(phrase);
      const known = KNOWN.get(phrase);
      if (start >= 0 && known) {
        return { known, start, end: start + phrase.length, isExact: true };
      }
    }
  }
  const tokens = [...folded.matchAll(WORD)];
  const found = phrasesIn(folded, tokens);
  // "luar biasa senang": a word that makes stronger counts alone only.
  const plain = found.filter((one) => !INTENSIFIERS.has(folded.slice(one.start, one.end)));
  return plain[0] ?? found[0] ?? misspeltIn(tokens);
}

/** The phrases of the vocabulary in the text, the longest at each place. */
function phrasesIn(folded: string, tokens: readonly RegExpExecArray[]): Found[] {
  const found: Found[] = [];
  for (let first = 0; first < tokens.length; first += 1) {
    for (let last = Math.min(tokens.length, first + LONGEST); last > first; last -= 1) {
      const start = tokens[first]?.index ?? 0;
      const final = tokens[last - 1];
      const end = (final?.index ?? 0) + (final?.[0].length ?? 0);
      const known = KNOWN.get(squeeze(folded.slice(start, end)));
      if (!known) continue;
      found.push({ known, start, end, isExact: true });
      first = last - 1;
      break;
    }
  }
  return found;
}

function misspeltIn(tokens: readonly RegExpExecArray[]): Found | null {
  for (const token of tokens) {
    const known = misspelt(token[0]);
    const end = token.index + token[0].length;
    if (known) return { known, start: token.index, end, isExact: false };
  }
  return null;
}

function misspelt(token: string): Known | null {
  if (token.length < SHORTEST_MISSPELT) return null;
  let best: Known | null = null;
  let highest = SPELLING - Number.EPSILON;
  for (const [phrase, known] of KNOWN) {
    const score = likeness(token, phrase);
    if (score >= SPELLING && score > highest) [best, highest] = [known, score];
  }
  return best;
}

/** How alike two words are in per cent: twice the letters they share in order. */
function likeness(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const most = (200 * Math.min(a.length, b.length)) / (a.length + b.length);
  if (most < SPELLING) return most;
  let row = new Array<number>(b.length + 1).fill(0);
  for (const letter of a) {
    const next = [0];
    for (let at = 1; at <= b.length; at += 1) {
      const same = b[at - 1] === letter;
      next.push(
        same ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0),
      );
    }
    row = next;
  }
  return (200 * (row.at(-1) ?? 0)) / (a.length + b.length);
}
