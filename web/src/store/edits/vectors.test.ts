/** Edits come to the same here as in Python: the cases are those of `tools/edit_vectors.py`. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { effectOf, inverseOf, type Change } from "./changes.ts";
import type { NamedEdit } from "./edit.ts";
import { changesOf } from "./named.ts";
import { keysBetween } from "./order.ts";
import { RecordSet } from "./record-set.ts";
import type { PlainRecord } from "./tables.ts";
import { cleanText, merged } from "./texts.ts";

interface Vectors {
  readonly before: readonly PlainRecord[];
  readonly chains: readonly {
    readonly steps: readonly {
      readonly edit: NamedEdit;
      readonly changes: readonly Change[];
      readonly inverse: readonly Change[];
    }[];
    readonly after: readonly PlainRecord[];
  }[];
  readonly keys: readonly (readonly [string | null, string | null, number, readonly string[]])[];
  readonly merges: readonly (readonly [string, string, string, string])[];
  readonly texts: readonly (readonly [string, string])[];
}

// Not imported: the reader of Vite takes no lone surrogates.
const path = new URL("../../../../tests/vectors/edits.json", import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(path, "utf8"));

const byId = (all: Iterable<PlainRecord>): PlainRecord[] =>
  [...all].sort((a, b) => (a.id < b.id ? -1 : 1));

test.each(vectors.chains.map((chain, at) => ({ ...chain, at })))(
  "chain $at comes to the same changes, the same way back and the same map",
  (chain) => {
    const map = new RecordSet(vectors.before);
    for (const step of chain.steps) {
      const changes = changesOf(map, step.edit);
      expect(changes, JSON.stringify(step.edit)).toEqual(step.changes);
      expect(inverseOf(map, changes), JSON.stringify(step.edit)).toEqual(step.inverse);
      map.take(effectOf(map, changes));
    }
    expect(byId(map.all())).toEqual(chain.after);
  },
);

test("order keys are the same", () => {
  for (const [before, after, count, keys] of vectors.keys) {
    expect(keysBetween(before, after, count)).toEqual(keys);
  }
});

test("texts of two people are merged to the same", () => {
  for (const [base, first, second, both] of vectors.merges) {
    expect(merged(base, first, second), JSON.stringify([base, first, second])).toBe(both);
  }
});

test("texts are cleaned to the same", () => {
  for (const [text, clean] of vectors.texts) expect(cleanText(text)).toBe(clean);
});
