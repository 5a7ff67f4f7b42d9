/** The language of the interface, and the words of the catalogue in it. */

import en from "$catalogue/en.json";
import id from "$catalogue/id.json";
import type { AREAS } from "./areas.ts";

export const LANGUAGES = ["id", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

type Entry = Extract<keyof typeof en, `${(typeof AREAS)[number]}.${string}`>;
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

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { id, en };
const PLURALS: Readonly<Record<Language, Intl.PluralRules>> = {
  id: new Intl.PluralRules("id"),
  en: new Intl.PluralRules("en"),
};
const COOKIE = "jejak_language";

let current = $state<Language>(startLanguage());

export function language(): Language {
  return current;
}

/** Switch at once, and tell the server by a cookie. */
export function useLanguage(next: Language): void {
  current = next;
  document.cookie = `${COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
  document.documentElement.lang = next;
}

/** The words for a key in the current language, its `{names}` filled in. */
export function say(key: Key, values: Values = {}): string {
  return sayIn(current, key, values);
}

/** The words for a number of things in the current language. */
export function count(key: CountedKey, number: number, values: Values = {}): string {
  const words = WORDS[current];
  const form = `${key}.${PLURALS[current].select(number)}`;
  const template = words[form] ?? words[`${key}.other`] ?? key;
  return fill(template, { count: formatNumber(number), ...values });
}

/** The words for a key in a given language. */
export function sayIn(tongue: Language, key: Key, values: Values = {}): string {
  return fill(WORDS[tongue][key] ?? key, values);
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(current).format(value).replace("-", "\u2212");
}

function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  );
}

function startLanguage(): Language {
  const cookie = /(?:^|;\s*)jejak_language=(\w+)/.exec(document.cookie)?.[1];
  const wanted = [cookie, document.documentElement.lang, ...navigator.languages];
  const known = wanted.map((tag) => LANGUAGES.find((each) => tag?.startsWith(each)));
  return known.find((each) => each !== undefined) ?? "en";
}
