/**
 * What is being written in a card, while it is written.
 *
 * It lives outside of the element that shows it: when somebody else moves the
 * card, the element is made anew and goes on where the old one stopped. Words
 * are sent after every pause, and what others write meanwhile comes in.
 */

import { merged, placeAfter } from "../../store/edits/texts.ts";
import type { CardDraft } from "../editing.ts";

/** After so long without a key the words are sent. */
const PAUSE_MS = 600;

export interface Writing {
  add(id: string, text: string): void;
  write(id: string, was: string, text: string): void;
  /** An old card was left without words. */
  empty(id: string): void;
}

export class CardWriting implements CardDraft {
  readonly kind = "card";
  readonly id: string;
  readonly lane: string;
  readonly stage: string;
  readonly after: string | null;
  text = $state("");
  /** Where the caret stood, and to where the selection reached. */
  caret: [number, number];
  /** A composition is under way: its letters are not final. */
  isComposing = false;
  /** The words that the map has, as far as this draft knows. */
  #sent: string;
  #isNew: boolean;
  readonly #writing: Writing;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(place: Omit<CardDraft, "kind">, text: string | null, writing: Writing) {
    this.id = place.id;
    this.lane = place.lane;
    this.stage = place.stage;
    this.after = place.after;
    this.#isNew = text === null;
    this.#sent = text ?? "";
    this.text = this.#sent;
    this.caret = [this.text.length, this.text.length];
    this.#writing = writing;
  }

  get isBlank(): boolean {
    return this.text.trim() === "";
  }

  type(text: string, caret: [number, number]): void {
    this.text = text;
    this.caret = caret;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), PAUSE_MS);
  }

  /** Take in what somebody else wrote; true: the words changed. */
  hear(written: string | null): boolean {
    if (written === null || this.#isNew || this.isComposing) return false;
    if (written === this.#sent) return false;
    const text = merged(this.#sent, written, this.text);
    const [from, to] = this.caret;
    this.caret = [placeAfter(this.text, text, from), placeAfter(this.text, text, to)];
    this.#sent = written;
    this.text = text;
    return true;
  }

  /** Send the words there are; blank ones wait, and letters that are not final. */
  send(): void {
    if (!this.isComposing) this.leave();
  }

  /** The page may be closed: what there is is sent as it is. */
  leave(): void {
    clearTimeout(this.#timer);
    if (this.isBlank) return;
    if (this.#isNew) this.#writing.add(this.id, this.text);
    else if (this.text !== this.#sent) this.#writing.write(this.id, this.#sent, this.text);
    this.#isNew = false;
    this.#sent = this.text;
  }

  /** Be done: send the rest; a card without words goes. */
  finish(): void {
    this.isComposing = false;
    clearTimeout(this.#timer);
    this.text = this.text.trim();
    if (!this.isBlank) this.send();
    else if (!this.#isNew) this.#writing.empty(this.id);
  }
}

export type CardPlace = Pick<CardDraft, "lane" | "stage" | "after">;
