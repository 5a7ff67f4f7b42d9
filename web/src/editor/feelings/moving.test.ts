import { expect, test } from "vitest";
import { Journey } from "../../store/journey.ts";
import { readRecords } from "../../store/records.ts";
import { moved, placed, snapped, stepped } from "./moving.ts";

test("a value goes in tenths, within the scale, and catches at whole levels", () => {
  expect(stepped(0.30000000000000004)).toBe(0.3);
  expect(stepped(-7)).toBe(-2);
  expect(Object.is(stepped(-0.01), 0)).toBe(true);
  expect(snapped(0.93)).toBe(1);
  expect(snapped(0.8)).toBe(0.8);
  expect(placed(1.7)).toBe(1);
});

const JOURNEY = new Journey(
  readRecords([
    { kind: "stage", id: "pay", title: "Pay", order: "a0" },
    { kind: "feeling", id: "glad", stage: "pay", word: "Happy", value: 1 },
    { kind: "feeling", id: "lost", stage: "pay", word: "Confused", value: -1 },
  ]),
);

test("whoever moves a face to the side leaves its neighbours where they are seen", () => {
  const glad = JOURNEY.feeling("glad");
  if (!glad) throw new Error("glad");
  expect(moved(JOURNEY, glad, null, 1, null)).toBeNull();
  expect(moved(JOURNEY, glad, null, 0.4, null)).toEqual({
    edit: "ChangeFeeling",
    id: "glad",
    fields: { value: 0.4 },
  });
  expect(moved(JOURNEY, glad, null, 1, 0.1)).toEqual({
    edit: "Batch",
    edits: [
      { edit: "ChangeFeeling", id: "lost", fields: { place: 0.75 } },
      { edit: "ChangeFeeling", id: "glad", fields: { place: 0.1 } },
    ],
  });
});
