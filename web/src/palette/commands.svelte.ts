/** What the parts of a page can do, for the palette; and what it leads to. */

import { createSubscriber } from "svelte/reactivity";

export interface Command {
  readonly id: string;
  readonly text: string;
  /** Keys that do the same, such as "Ctrl 0". */
  readonly keys?: string;
  readonly run: () => void;
}

type Source = () => readonly Command[];

const sources = new Set<Source>();
let tell: () => void = () => undefined;
const follow = createSubscriber((update) => {
  tell = update;
});

/** Offer commands as long as a part of the page is there; an effect can return what this does. */
export function offer(source: Source): () => void {
  sources.add(source);
  tell();
  return () => {
    sources.delete(source);
    tell();
  };
}

export function offered(): readonly Command[] {
  follow();
  return [...sources].flatMap((source) => source());
}

let wanted = $state<string | null>(null);

/** The record that the map is to show, once it is drawn. */
export const wantedItem = (): string | null => wanted;

export function want(item: string | null): void {
  wanted = item;
}
