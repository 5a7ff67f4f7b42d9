/** Finding words in a map: what is searched, and how letters are compared. */

import type { Journey } from "./journey.ts";
import { notesIn } from "./lanes.ts";
import type { LaneRow } from "./rows.ts";
import type { Stage } from "./records.ts";

/** A text as it is compared, and where each of its letters stood. */
export interface Folded {
  readonly text: string;
  readonly at: readonly number[];
}

const UNSEEN = /[\u2060\u200b\u00ad\p{M}]/u;

/** Without capitals, accents and letters nobody sees; any white space counts as one. */
export function folded(text: string): Folded {
  let plain = "";
  const at: number[] = [];
  let place = 0;
  for (const letter of text) {
    const isSpace = /\s/u.test(letter);
    const shown = isSpace ? " " : letter.normalize("NFKD").toLowerCase();
    if (!(isSpace && plain.endsWith(" "))) {
      for (const each of shown) {
        if (UNSEEN.test(each)) continue;
        plain += each;
        for (let unit = 0; unit < each.length; unit += 1) at.push(place);
      }
    }
    place += letter.length;
  }
  return { text: plain, at: [...at, place] };
}

/** Where a query stands in a text, as offsets from and to. */
export function occurrences(text: string, query: string): [number, number][] {
  const wanted = folded(query).text.trim();
  if (!wanted) return [];
  const { text: plain, at } = folded(text);
  const found: [number, number][] = [];
  for (let from = plain.indexOf(wanted); from >= 0; ) {
    const to = from + wanted.length;
    found.push([at[from] ?? 0, at[to] ?? text.length]);
    from = plain.indexOf(wanted, to);
  }
  return found;
}

/** A place of the map that holds the words. */
export interface Hit {
  /** The id of the record that says them. */
  readonly item: string;
  readonly lane: string | null;
  readonly stage: string | null;
}

/** What the page says itself, in its language. */
export interface Spoken {
  readonly feeling: (word: string) => string;
  readonly stage: (stage: Stage, number: number) => string;
  readonly lane: (row: LaneRow) => string;
}

/** Everything that holds the query, in reading order: stages, then lane by lane. */
export function findInMap(
  journey: Journey,
  rows: readonly LaneRow[],
  query: string,
  spoken: Spoken,
): Hit[] {
  const wanted = folded(query).text.trim();
  if (!wanted) return [];
  const has = (...texts: string[]): boolean =>
    texts.some((text) => folded(text).text.includes(wanted));
  const stages = journey.stages.flatMap((stage, index) => {
    const parts = journey.substages(stage.id).map((part) => part.title);
    const texts = [spoken.stage(stage, index + 1), stage.duration, ...parts];
    const guidance = [stage.seeks, stage.response];
    return [
      ...(has(...texts) ? [{ item: stage.id, lane: null, stage: stage.id }] : []),
      ...(has(...guidance) ? [{ item: `${stage.id} guide`, lane: null, stage: stage.id }] : []),
    ];
  });
  const cells = rows.flatMap((row) => [
    ...(has(spoken.lane(row)) ? [{ item: row.key, lane: row.lane.id, stage: null }] : []),
    ...journey.stages.flatMap((stage) =>
      textsOf(journey, row, stage, spoken)
        .filter(([, text]) => has(text))
        .map(([item]) => ({ item, lane: row.lane.id, stage: stage.id })),
    ),
  ]);
  return [...stages, ...cells];
}

function textsOf(
  journey: Journey,
  { lane, form, band }: LaneRow,
  stage: Stage,
  spoken: Spoken,
): [item: string, text: string][] {
  if (form === "feelings") {
    const persona = band?.persona?.id ?? null;
    const felt = journey.feelings(persona, stage.id);
    const expected = journey.expectedFeelings(persona, stage.id);
    return [...felt, ...expected].map((each) => [each.id, spoken.feeling(each.word)]);
  }
  if (form === "notes") {
    return notesIn(journey, lane, stage.id).map((note) => [note.id, note.text]);
  }
  const cell = journey.cell(lane.id, stage.id);
  return [
    ...journey.cards(lane.id, stage.id).map((card) => pair(card.id, card.text)),
    ...(cell ? [pair(cell.id, cell.reason)] : []),
  ];
}

const pair = (item: string, text: string): [item: string, text: string] => [item, text];
