/** What the style sheets hold is used, and the two ways into the dark are one. */

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const SOURCES = new URL("..", import.meta.url);
const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).sort();

function textOf(endings: RegExp): string {
  const found = files.filter((name) => endings.test(name));
  const text = found.map((name) => readFileSync(new URL(name, SOURCES), "utf8")).join("\n");
  return text.replace(/\/\*.*?\*\//gs, "");
}

const SHEETS = textOf(/^styles.*\.css$/);
const TOKENS = textOf(/tokens\.css$/);
const CODE = textOf(/(?<!schema|\.test)\.(svelte|ts)$/);
const MARKUP = CODE.replace(/<style>.*?<\/style>/gs, "");

/** The words in texts and attributes, and what stands before a part that is filled in. */
function classesUsed(): { whole: ReadonlySet<string>; begun: readonly string[] } {
  const whole = new Set<string>();
  const begun = new Set<string>();
  for (const [, name = ""] of MARKUP.matchAll(/class:([\w-]+)/g)) whole.add(name);
  for (const [text] of MARKUP.matchAll(/"[^"\n]*"|`[^`\n]*`|'[^'\n]*'/g)) {
    for (const [, name = "", gap] of text.matchAll(/([\w-]+)(\$?\{)?/g)) {
      if (gap && /[a-z]-$/.test(name)) begun.add(name);
      else whole.add(name);
    }
  }
  return { whole, begun: [...begun] };
}

test("every class of the style sheets is given to something", () => {
  const { whole, begun } = classesUsed();
  const selectors = SHEETS.match(/[^{}]+(?=\{)/g)?.join(" ") ?? "";
  const classes = new Set([...selectors.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = ""]) => name));
  const isGiven = (name: string): boolean =>
    whole.has(name) || begun.some((start) => name.startsWith(start));
  expect([...classes].filter((name) => !isGiven(name))).toEqual([]);
});

test("every token is asked for", () => {
  const all = SHEETS + CODE;
  const asked = new Set([...all.matchAll(/var\((--[\w-]+)/g)].map(([, name = ""]) => name));
  const filled = [...all.matchAll(/var\((--[\w-]+-)\$?\{[^}]*\}([\w-]*)\)/g)];
  const made = new Set([...TOKENS.matchAll(/(--[\w-]+):/g)].map(([, name = ""]) => name));
  const isAsked = (name: string): boolean =>
    asked.has(name) ||
    filled.some(([, start = "", end = ""]) => name.startsWith(start) && name.endsWith(end));
  expect([...made].filter((name) => !isAsked(name))).toEqual([]);
});

test("a dark system has the tokens of the dark theme that one chooses", () => {
  const blocks = [...TOKENS.matchAll(/:root(\[data-theme="dark"\]|:not\(\[data-theme\]\)) \{(.*?)\}/gs)];
  const of = (chosen: string): string[][] =>
    blocks
      .filter(([, selector = ""]) => selector.startsWith(chosen))
      .map(([, , body = ""]) => body.match(/[\w-]+:[^;]+;/g)?.map((each) => each.replace(/\s+/g, " ")) ?? []);
  expect(of(":not")).toEqual(of("["));
  expect(of("[")).toHaveLength(2);
});
