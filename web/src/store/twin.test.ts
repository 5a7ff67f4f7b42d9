/** The screen reads a map as the pictures do: the cases are Python's (`tools/store_vectors.py`). */

import { describe, expect, test } from "vitest";
import en from "$catalogue/en.json";
import id from "$catalogue/id.json";
import vectors from "$vectors/store.json";
import { valueAt } from "./curve.ts";
import { drawingOf, isShort } from "./drawing.ts";
import { emotionOf, faceName, shownWord } from "./emotions.ts";
import { gapsOf } from "./gaps.ts";
import { iconFor, roleIcon } from "./icons.ts";
import { Journey } from "./journey.ts";
import { cellForm, laneGroups, notesIn } from "./lanes.ts";
import { measuredIn, ratedLines } from "./measured.ts";
import { shortNumber, statementNumbers } from "./numbers.ts";
import { quadrantOf, QUADRANTS, rankOf } from "./ranking.ts";
import { readRecords, type Lane, type Stage } from "./records.ts";
import { held, initials } from "./typography.ts";
import { naturalWidths } from "./widths.ts";

type Words = Readonly<Record<string, string>>;

function wordIn(language: string, catalogue: Words, word: string): string {
  const shown = shownWord(word, language);
  if ("written" in shown) return shown.written;
  const name = catalogue[`emotion.${shown.emotion}`] ?? "";
  if (!shown.isVery) return name;
  return (catalogue["emotion.very"] ?? "").replace("{word}", name.toLowerCase());
}

function cellOf(journey: Journey, lane: Lane, stage: Stage): unknown[] {
  const notes = notesIn(journey, lane, stage.id).map((note) => [note.id, "", null, []]);
  const cards = journey.cards(lane.id, stage.id).map((card) => [
    card.id,
    shortNumber(journey, card),
    journey.isPain(card) ? rankOf(journey, card.id) : null,
    journey.painsFixedBy(card.id).map((pain) => shortNumber(journey, pain)).sort(),
  ]);
  const form = cellForm(lane);
  if (form === "figures") {
    const lines = measuredIn(journey, stage).map((line) => [line.id, "", null, []]);
    return lines.length > 0 ? lines : ["unmeasured"];
  }
  const items = form === "notes" ? notes : cards;
  if (items.length > 0) return items;
  const finding = journey.cell(lane.id, stage.id)?.finding;
  const isGap = gapsOf(journey).some((gap) => gap.lane === lane.id && gap.stage === stage.id);
  return [finding ?? (isGap ? "gap" : null)];
}

/** Personas whose feelings differ have a curve each; else there is one for all. */
function personasOf(journey: Journey): (string | null)[] {
  const named = journey.personas.filter((persona) =>
    journey.feelings().some((feeling) => feeling.persona === persona.id),
  );
  return named.length < 2 ? [null] : named.map((persona) => persona.id);
}

describe.each(vectors.maps)("the map $name", (given) => {
  const journey = new Journey(readRecords(given.records));

  test("has stages of the same width", () => {
    const widths = naturalWidths(journey);
    const total = widths.reduce((sum, width) => sum + width, 0);
    const shares = widths.map((width) => width / total);
    expect(shares).toEqual(given.stages.map(([, share = 0]) => expect.closeTo(share, 5)));
  });

  test("has the same lanes, and the same in every cell", () => {
    const blocks = laneGroups(journey).map((group) => ({
      zone: group.zone,
      backstage: group.isBackstage,
      below_line: group.isBelowLine,
      lanes: group.lanes.map((lane) => ({
        id: lane.id,
        icon: roleIcon(lane.role),
        cells: journey.stages.map((stage) => cellOf(journey, lane, stage)),
      })),
    }));
    expect(blocks).toEqual(given.blocks);
  });

  test("has the same curves", () => {
    const curves = personasOf(journey).flatMap((persona) => {
      const { points, curve } = drawingOf(journey, naturalWidths(journey), persona);
      if (curve === null) return [];
      const name = journey.personas.find((each) => each.id === persona)?.name ?? "";
      const feelings = points.map(({ feeling, x, value, level }) => {
        const isLabelled = isShort(wordIn("en", en, feeling.word));
        const face = faceName(feeling.word, level);
        return [feeling.id, expect.closeTo(x, 5), value, level, face, isLabelled];
      });
      const line = Array.from({ length: 21 }, (_, at) =>
        expect.closeTo(valueAt(curve, at / 20), 4),
      );
      return [{ persona: name, feelings, line }];
    });
    expect(given.curves).toEqual(curves);
  });

  test("has the same figures, bars and measured lines", () => {
    const lines = journey.stages.flatMap((stage) =>
      journey.figures.length > 0 ? measuredIn(journey, stage) : [],
    );
    const bars = lines.map((line) => {
      const bar = "bar" in line ? line.bar : null;
      return [line.id, bar && [expect.closeTo(bar.width, 5), bar.tone]];
    });
    expect(given.measured).toEqual(bars);
    const { spans } = drawingOf(journey, naturalWidths(journey), null);
    const rated = ratedLines(journey, spans).map((line) =>
      [line.start.x, ...Array.from({ length: 21 }, (_, at) => valueAt(line, at / 20))].map(
        (value) => expect.closeTo(value, 4),
      ),
    );
    expect(given.rated).toEqual(rated);
  });

  test("says below the line what the line cannot show", () => {
    const notes = journey.stages.map(
      (stage) =>
        journey.expectedFeelings(null, stage.id).length +
        journey
          .feelings(null, stage.id)
          .filter((each) => each.value === null || !isShort(wordIn("en", en, each.word)))
          .length,
    );
    expect(notes).toEqual(given.notes);
  });

  test("has the same statements in the same quadrants", () => {
    const quadrants = [...QUADRANTS, null].flatMap((quadrant) => {
      const statements = journey.statements
        .filter((statement) => quadrantOf(statement) === quadrant)
        .map((each) => [each.id, statementNumbers(journey, each).join(" + ")]);
      return statements.length > 0 ? [[quadrant, statements]] : [];
    });
    expect(quadrants).toEqual(given.quadrants);
  });
});

test.each(vectors.words)("the word “$word” is shown as in pictures", (given) => {
  expect(emotionOf(given.word)).toBe(given.emotion);
  expect(wordIn("id", id, given.word)).toBe(given.id);
  expect(wordIn("en", en, given.word)).toBe(given.en);
});

test.each(vectors.icons)("“$text” has the icon it has in pictures", (given) => {
  expect(iconFor(given.text, "radio-tower")).toBe(given.icon);
});

test.each(vectors.held)("“$text” breaks as it does in pictures", (given) => {
  expect(held(given.text)).toBe(given.held);
});

test.each(vectors.initials)("“$name” has the same initials", (given) => {
  expect(initials(given.name)).toBe(given.initials);
});
