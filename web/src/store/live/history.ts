/** What one person can undo and redo: edits of this window, the last one first. */

const MOST_STEPS = 200;

export class History {
  #done: string[] = [];
  #undone: string[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** An edit was made; what was undone before it cannot come back. */
  made(clientEditId: string): void {
    this.#done = [...this.#done, clientEditId].slice(-MOST_STEPS);
    this.#undone = [];
  }

  /** The edit to undo, by the id under which undoing it is sent; null: none. */
  undo(clientEditId: string): string | null {
    const of = this.#done.pop() ?? null;
    if (of !== null) this.#undone.push(clientEditId);
    return of;
  }

  /** Undo one edit out of turn; false: it is undone already. */
  undoOne(of: string, clientEditId: string): boolean {
    if (!this.#done.includes(of)) return false;
    this.#done = this.#done.filter((each) => each !== of);
    this.#undone.push(clientEditId);
    return true;
  }

  /** The undoing to undo. */
  redo(clientEditId: string): string | null {
    const of = this.#undone.pop() ?? null;
    if (of !== null) this.#done.push(clientEditId);
    return of;
  }

  /** Edits that never took place cannot be undone. */
  forget(clientEditId: string): void {
    this.#done = this.#done.filter((each) => each !== clientEditId);
    this.#undone = this.#undone.filter((each) => each !== clientEditId);
  }
}
