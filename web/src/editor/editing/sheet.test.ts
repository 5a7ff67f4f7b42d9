import { describe, expect, it } from "vitest";
import { linesOf, readBlock, writeBlock } from "./sheet.ts";

describe("a block of cells", () => {
  it("is read with its quoted lines, tabs and quotes", () => {
    expect(readBlock('a\tb\r\n"one\ntwo"\t"say ""hi""\there"\r\n')).toEqual([
      ["a", "b"],
      ["one\ntwo", 'say "hi"\there'],
    ]);
  });

  it("keeps empty cells and empty rows between", () => {
    expect(readBlock("a\t\tb\n\nc")).toEqual([["a", "", "b"], [""], ["c"]]);
  });

  it("takes a quote that closes nowhere as a sign", () => {
    expect(readBlock('"open\tb')).toEqual([['"open', "b"]]);
    expect(readBlock('"quoted" and on\tb')).toEqual([['"quoted" and on', "b"]]);
    expect(readBlock('"all that she said"\tb')).toEqual([['"all that she said"', "b"]]);
  });

  it("comes back as it was written", () => {
    const block = [
      ["plain", "two\nlines", 'a "word"'],
      ['"quoted"', "tab\there", ""],
    ];
    expect(readBlock(writeBlock(block))).toEqual(block);
  });

  it("is a card a line, without bullets and numbers", () => {
    expect(linesOf("- pay\n\n 2) wait \n• 3 days\nm-banking")).toEqual([
      "pay",
      "wait",
      "3 days",
      "m-banking",
    ]);
  });
});
