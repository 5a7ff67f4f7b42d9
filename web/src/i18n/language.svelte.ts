/** The language of the interface, and the words of the catalogue in it. */

import enNames from "$catalogue/en.json?names";
import idNames from "$catalogue/id.json?names";
import type { AREAS } from "./areas.ts";

type Catalogue = typeof import("$catalogue/en.json");

export const LANGUAGES = ["id", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

type Entry = Extract<keyof Catalogue, `${(typeof AREAS)[number]}.${string}`>;
type Form = "one" | "other";
/** Keys that count something: they have `.one` and `.other` in English. */
export type CountedKey = Entry extends infer E
  ? E extends `${infer Key}.other`
    ? Key
    : never
  : never;
/** Keys that stand for themselves. */
export type Key = Exclude<Entry, `${string}.${Form}`>;

export type Values = Readonly<Record<string, string | number>>;

/** What is said in another language than the page's: its name, and feelings. */
export type Name = Extract<Key, "page.language_name" | `emotion.${string}`>;

type Words = Readonly<Record<string, string>>;

// A page loads the words of its own language only.
const CATALOGUES: Readonly<Record<Language, () => Promise<{ default: Words }>>> = {
  id: () => import("$catalogue/id.json"),
  en: () => import("$catalogue/en.json"),
};
const NAMES: Readonly<Record<Language, Words>> = { id: idNames, en: enNames };
const PLURALS: Readonly<Record<Language, Intl.PluralRules>> = {
  id: new Intl.PluralRules("id"),
  en: new Intl.PluralRules("en"),
};
const COOKIE = "jejak_language";

let current = $state<Language>("en");
let words = $state.raw<Words>({});

export function language(): Language {
  return current;
}

/** Load the words of the reader's language; before that nothing can be said. */
export async function startLanguage(): Promise<void> {
  await load(wantedLanguage());
}

/** Switch as soon as the words are here, and tell the server by a cookie. */
export async function useLanguage(next: Language): Promise<void> {
  await load(next);
  if (language() !== next) return; // another one was chosen before this one came
  document.cookie = `${COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
  document.documentElement.lang = next;
}

let asked: Language;

async function load(next: Language): Promise<void> {
  asked = next;
  const found = (await CATALOGUES[next]()).default;
  if (asked === next) [words, current] = [found, next];
}

/** The words for a key in the current language, its `{names}` filled in. */
export function say(key: Key, values: Values = {}): string {
  return fill(words[key] ?? key, values);
}

/** The words for a number of things in the current language. */
export function count(key: CountedKey, number: number, values: Values = {}): string {
  const form = `${key}.${PLURALS[current].select(number)}`;
  const template = words[form] ?? words[`${key}.other`] ?? key;
  return fill(template, { count: formatNumber(number), ...values });
}

/** A name in a given language. */
export function nameIn(tongue: Language, name: Name): string {
  return NAMES[tongue][name] ?? name;
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(current).format(value).replace("-", "\u2212");
}

function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}

function wantedLanguage(): Language {
  const cookie = /(?:^|;\s*)jejak_language=(\w+)/.exec(document.cookie)?.[1];
  const wanted = [cookie, document.documentElement.lang, ...navigator.languages];
  const known = wanted.map((tag) => LANGUAGES.find((each) => tag?.startsWith(each)));
  return known.find((each) => each !== undefined) ?? "en";
}
