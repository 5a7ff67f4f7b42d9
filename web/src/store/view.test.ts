/** What is kept of a look at a map, and what is read back. */

import { describe, expect, test } from "vitest";
import { Journey } from "./journey.ts";
import { laneGroups } from "./lanes.ts";
import { readRecords } from "./records.ts";
import {
  bandsOf,
  FIRST_VIEW,
  frontPersona,
  hiddenCount,
  keptView,
  readView,
  shownPersonas,
  showsLane,
  snapped,
  withLane,
  zoomStep,
} from "./view.ts";

const feeling = (id: string, persona: string | null) => ({
  kind: "feeling", id, stage: "s1", persona, word: "Senang", value: 1, place: 0.5, is_felt: true,
});
const journey = new Journey(
  readRecords([
    { kind: "map", id: "map", title: "Two" },
    { kind: "persona", id: "a", order: "a", name: "Ayu" },
    { kind: "persona", id: "b", order: "b", name: "Budi" },
    { kind: "persona", id: "c", order: "c", name: "Citra" },
    { kind: "stage", id: "s1", order: "a", title: "Pay" },
    { kind: "lane", id: "goals", order: "a", role: "goals", zone: "customer" },
    { kind: "lane", id: "off", order: "b", role: "thoughts", zone: "customer", is_hidden: true },
    { kind: "lane", id: "feel", order: "c", role: "feelings", zone: "customer" },
    feeling("f1", "a"),
    feeling("f2", "b"),
    feeling("f3", null),
  ]),
);
const lane = (id: string) => journey.lane(id) ?? expect.fail(id);

describe("what is kept", () => {
  test("the first look keeps nothing", () => {
    expect(keptView(FIRST_VIEW)).toBeNull();
    expect(readView(null)).toEqual(FIRST_VIEW);
  });

  test("everything else is read back as it was", () => {
    const view = withLane({ ...FIRST_VIEW, density: "overview", zoom: 67 }, lane("goals"), false);
    expect(readView(keptView(view))).toEqual(view);
  });

  test.each(["", "{", "null", "7", "[]", '"x"', '{"density":7,"zoom":"big","folded":3,"personas":{}}'])(
    "%s is read as the first look",
    (kept) => expect(readView(kept)).toEqual(FIRST_VIEW),
  );

  test("a zoom beyond the limits is bounded", () => {
    expect(readView('{"zoom": 9000}').zoom).toBe(200);
    expect(readView('{"zoom": -1}').zoom).toBe(50);
  });
});

test("zoom snaps at 100 and steps on from anywhere", () => {
  expect([95, 97, 104, 105].map(snapped)).toEqual([95, 100, 100, 105]);
  expect([zoomStep(100, 1), zoomStep(103, -1), zoomStep(200, 1), zoomStep(50, -1)]).toEqual([
    110, 100, 200, 50,
  ]);
});

test("a lane the map hides can be shown, and hidden again", () => {
  expect(hiddenCount(FIRST_VIEW, journey)).toBe(1);
  const shown = withLane(FIRST_VIEW, lane("off"), true);
  expect(hiddenCount(shown, journey)).toBe(0);
  expect(withLane(shown, lane("off"), false)).toEqual(FIRST_VIEW);
  const hidden = withLane(FIRST_VIEW, lane("goals"), false);
  const groups = laneGroups(journey, (each) => showsLane(hidden, each));
  expect(groups.flatMap((group) => group.lanes.map((each) => each.id))).toEqual(["feel"]);
});

describe("personas", () => {
  test("those with feelings of their own have a band each", () => {
    expect(bandsOf(FIRST_VIEW, journey).map((band) => band.persona?.id)).toEqual(["a", "b"]);
    const one = { ...FIRST_VIEW, personas: ["b"] };
    expect(bandsOf(one, journey).map((band) => band.persona?.id)).toEqual(["b"]);
  });

  test("one who has none sees what everybody felt", () => {
    const one = { ...FIRST_VIEW, personas: ["c"] };
    const bands = bandsOf(one, journey).map((band) => band.persona?.id ?? null);
    expect(bands.map((id) => journey.feelings(id).map((each) => each.id))).toEqual([["f3"]]);
  });

  test("nobody is never shown", () => {
    const gone = { ...FIRST_VIEW, personas: ["deleted"], persona: "deleted" };
    expect(shownPersonas(gone, journey)).toHaveLength(3);
    expect(frontPersona(gone, journey)?.id).toBe("a");
  });
});
