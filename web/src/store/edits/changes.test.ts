/** Changes come to the same as in Python: the cases are those of `tools/change_vectors.py`. */

import { describe, expect, test } from "vitest";
import vectors from "$vectors/changes.json";
import { effectOf, inverseOf, readChange, readPlain, type Change } from "./changes.ts";
import { RecordSet } from "./record-set.ts";
import { EditRefused, type PlainRecord } from "./tables.ts";
import { merged } from "./texts.ts";

const plain = (data: unknown): PlainRecord => {
  const record = readPlain(data);
  if (!record) throw new Error("No record");
  return record;
};
const change = (data: unknown): Change => {
  const found = readChange(data);
  if (!found) throw new Error("No change");
  return found;
};
const byId = (records: Iterable<PlainRecord>): PlainRecord[] =>
  [...records].sort((a, b) => (a.id < b.id ? -1 : 1));

describe.each(vectors.cases)("$name", (given) => {
  const changes = given.changes.map(change);

  test("leads to the same records, and back", () => {
    const records = new RecordSet(vectors.before.map(plain));
    if (given.is_refused) {
      expect(() => effectOf(records, changes)).toThrow(EditRefused);
      return;
    }
    expect(inverseOf(records, changes)).toEqual(given.inverse);
    const back = records.take(effectOf(records, changes));
    expect(byId(records.all())).toEqual(given.after?.map(plain));
    records.take(back);
    expect(byId(records.all())).toEqual(byId(vectors.before.map(plain)));
  });
});

test.each(vectors.merges)("“$first” and “$second” are merged", (given) => {
  expect(merged(given.base, given.first, given.second)).toBe(given.merged);
});
