/** Whether what was written is saved, as it is told: never more than is true. */

export type Saved = "saved" | "saving" | "offline";

const PATIENCE_MS = 400; // so long an edit may be on its way without a word
const GRACE_MS = 1_500; // so long a connection may be away without a word

export class SavingState {
  #now = $state<Saved>("saved");
  readonly #truth: () => Saved;
  readonly #isWaiting: () => boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = Infinity;

  /** `isWaiting`: an edit has not been confirmed. */
  constructor(truth: () => Saved, isWaiting: () => boolean) {
    this.#truth = truth;
    this.#isWaiting = isWaiting;
  }

  get now(): Saved {
    return this.#now;
  }

  /** Something changed. Nothing is said of what is over within a moment. */
  tell(): void {
    const now = this.#truth();
    if (now === this.#now || now === "saved" || this.#now === "offline") {
      this.tellNow();
      return;
    }
    const due = Date.now() + (this.#isWaiting() ? PATIENCE_MS : GRACE_MS);
    if (due >= this.#due) return;
    this.stop();
    this.#due = due;
    this.#timer = setTimeout(() => this.tellNow(), due - Date.now());
  }

  tellNow(): void {
    this.stop();
    this.#now = this.#truth();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#due = Infinity;
  }
}
