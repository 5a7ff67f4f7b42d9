/** A text in somebody's hands: what others write meanwhile comes in around the caret. */

import { merged, placeAfter } from "../edits/texts.ts";

export class Draft {
  /** The text as it stood on the map when it was last looked at. */
  #base: string;
  #text: string;

  constructor(written: string) {
    this.#base = written;
    this.#text = written;
  }

  get text(): string {
    return this.#text;
  }

  get isChanged(): boolean {
    return this.#text !== this.#base;
  }

  write(text: string): void {
    this.#text = text;
  }

  /** Take in the text of the map, and return where the caret stands now. */
  take(written: string, caret: number): number {
    if (written === this.#base) return caret;
    const before = this.#text;
    this.#text = merged(this.#base, written, before);
    this.#base = written;
    return placeAfter(before, this.#text, caret);
  }

  /** What to send: the text it was and the text it is; null: nothing is new. */
  commit(): { readonly was: string; readonly text: string } | null {
    if (!this.isChanged) return null;
    const was = this.#base;
    this.#base = this.#text;
    return { was, text: this.#text };
  }
}
