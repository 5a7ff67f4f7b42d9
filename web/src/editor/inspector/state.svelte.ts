/** What is being written in the details of a pain point: it outlives its fields. */

import type { EvidenceKind } from "../../store/records.ts";

export interface EvidenceDraft {
  kind: EvidenceKind;
  text: string;
  source: string;
  on: string;
}

export type Asked = "evidence" | "opportunity" | null;

export class Inspecting {
  /** Which form a key opened. */
  asked = $state<Asked>(null);
  readonly #drafts = new Map<string, EvidenceDraft>();

  /** What somebody began to write about a pain point, or of a piece of evidence. */
  draft(id: string, start: EvidenceDraft): EvidenceDraft {
    const known = this.#drafts.get(id);
    if (known) return known;
    const made = $state(start);
    this.#drafts.set(id, made);
    return made;
  }
  begun(id: string): EvidenceDraft | null {
    return this.#drafts.get(id) ?? null;
  }
  forget(id: string): void {
    this.#drafts.delete(id);
  }
}
