import { describe, expect, test } from "vitest";
import { wordsChanged } from "./words-changed.ts";

const written = (before: string, after: string): string =>
  wordsChanged(before, after)
    .map(({ text, sort }) => ({ same: text, old: `[-${text}-]`, new: `{+${text}+}` })[sort])
    .join("");

describe("the words that changed", () => {
  test.each([
    ["equal texts", "pay fast", "pay fast", "pay fast"],
    ["a word more", "pay fast", "pay very fast", "pay {+very +}fast"],
    ["a word less", "pay very fast", "pay fast", "pay [-very -]fast"],
    ["another word", "pay by card now", "pay by phone now", "pay by [-card -]{+phone +}now"],
    ["another end", "pay by card", "pay by phone", "pay by [-card-]{+phone+}"],
    ["more at the end", "pay fast", "pay fast today", "pay fast {+today+}"],
    ["nothing before", "", "pay", "{+pay+}"],
    ["nothing after", "pay", "", "[-pay-]"],
    ["all others", "one two", "three four", "[-one two-]{+three four+}"],
  ])("%s", (_, before, after, shown) => {
    expect(written(before, after)).toBe(shown);
  });

  test("both texts can be put together again from the pieces", () => {
    const before = "a b c d e f g";
    const after = "b x d y y f g h";
    const pieces = wordsChanged(before, after);
    const words = (without: string): string[] =>
      pieces.filter((one) => one.sort !== without).flatMap((one) => one.text.trim().split(/\s+/));
    expect(words("new")).toEqual(before.split(" "));
    expect(words("old")).toEqual(after.split(" "));
  });

  test("very long texts are shown whole, the old one first", () => {
    const long = "word ".repeat(300);
    expect(wordsChanged(long, `${long}more`).map((one) => one.sort)).toEqual(["old", "new"]);
  });
});
