/** Searching in the map that is open: what was asked, what was found, where one stands. */

import { bandName, feelingWord, laneName, stageName } from "../i18n/words.ts";
import type { Journey } from "../store/journey.ts";
import { zonesOf, type ZoneRows } from "../store/rows.ts";
import { findInMap, occurrences, type Hit } from "../store/search.ts";
import type { ViewState } from "./view-state.svelte.ts";

const SPOKEN = {
  feeling: feelingWord,
  stage: stageName,
  lane: (row: ZoneRows["rows"][number]): string =>
    [laneName(row.lane), row.band?.persona ? bandName(row.band.persona) : ""].join(" "),
};
const MOST_MARKS = 3000;

export class MapSearch {
  readonly #journey: () => Journey;
  readonly #view: ViewState;
  isOpen = $state(false);
  query = $state("");
  /** Which find one stands at. */
  at = $state(0);

  constructor(journey: () => Journey, view: ViewState) {
    this.#journey = journey;
    this.#view = view;
  }

  readonly #rows = $derived.by(() => {
    const journey = this.#journey();
    const bands = this.#view.bands(journey);
    return zonesOf(journey, () => true, bands).flatMap((zone) =>
      zone.rows.map((row) => ({ row, zone: zone.key })),
    );
  });
  readonly #all = $derived.by(() => {
    if (!this.isOpen) return [];
    const rows = this.#rows.map(({ row }) => row);
    return findInMap(this.#journey(), rows, this.query, SPOKEN);
  });
  readonly #isHidden = (hit: Hit): boolean => {
    const lane = this.#rows.find(({ row }) => row.lane.id === hit.lane)?.row.lane;
    return lane !== undefined && !this.#view.showsLane(lane);
  };
  /** In folded zones too: stepping to one opens its zone. */
  readonly hits = $derived(this.#all.filter((hit) => !this.#isHidden(hit)));
  /** Somebody hid those lanes on purpose: they are counted, not opened. */
  readonly hidden = $derived(this.#all.filter(this.#isHidden));
  readonly current = $derived(this.hits[this.at] ?? this.hits[0] ?? null);

  ask(query: string): void {
    this.query = query;
    this.at = 0;
  }
  step(direction: 1 | -1): void {
    const count = this.hits.length;
    if (count > 0) this.at = (this.at + direction + count) % count;
  }
  close(): void {
    this.isOpen = false;
    this.query = "";
    this.at = 0;
  }
  /** Unfold the zone of the find one stands at. */
  unfold(): void {
    const lane = this.current?.lane ?? null;
    const zone = this.#rows.find(({ row }) => row.lane.id === lane)?.zone;
    if (zone !== undefined && this.#view.isFolded(zone)) this.#view.fold(zone, false);
  }
  showHidden(): void {
    const lanes = new Set(this.hidden.map((hit) => hit.lane));
    for (const { row } of this.#rows) {
      if (lanes.has(row.lane.id)) this.#view.show(row.lane, true);
    }
  }

  /** Mark the words on the page, without touching its elements. */
  mark(table: Element | null): void {
    if (!("highlights" in CSS)) return; // then only the focus tells
    CSS.highlights.clear();
    if (!table || !this.query.trim()) return;
    const current = this.current?.item;
    const elements = new Map(
      [...table.querySelectorAll<HTMLElement>("[data-item]")].map((each) => [
        each.dataset["item"],
        each,
      ]),
    );
    const here = new Highlight();
    const found = new Highlight();
    for (const hit of this.hits.slice(0, MOST_MARKS)) {
      const element = elements.get(hit.item);
      if (!element) continue;
      for (const range of rangesIn(element, this.query)) {
        (hit.item === current ? here : found).add(range);
      }
    }
    here.priority = 1;
    CSS.highlights.set("found", found);
    CSS.highlights.set("found-here", here);
  }
}

/** Where a query stands in the text of an element, over its text nodes. */
function rangesIn(element: Element, query: string): Range[] {
  const nodes: { node: Node; start: number }[] = [];
  let text = "";
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, start: text.length });
    text += node.nodeValue ?? "";
  }
  const place = (offset: number, isEnd: boolean): { node: Node; start: number } | undefined =>
    nodes.findLast(({ start }) => (isEnd ? start < offset : start <= offset));
  return occurrences(text, query).flatMap(([from, to]) => {
    const first = place(from, false);
    const last = place(to, true);
    if (!first || !last) return [];
    const range = new Range();
    range.setStart(first.node, from - first.start);
    range.setEnd(last.node, to - last.start);
    return [range];
  });
}
