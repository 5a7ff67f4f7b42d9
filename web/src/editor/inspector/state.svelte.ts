/** What is being written in the details of a pain point: it outlives its fields. */

import type { EvidenceKind } from "../../store/records.ts";

export interface EvidenceDraft {
  kind: EvidenceKind;
  text: string;
  source: string;
  on: string;
}

export type Asked = "evidence" | "opportunity" | null;

/** Words of something new that is not added yet. */
export interface Words {
  text: string;
}

const known = new Map<string, Inspecting>();

/** What is being written about the pain points of a map; it outlives the page. */
export function inspectingOf(map: string): Inspecting {
  const found = known.get(map) ?? new Inspecting();
  known.set(map, found);
  return found;
}

export class Inspecting {
  /** Which form a key opened. */
  asked = $state<Asked>(null);
  readonly #drafts = new Map<string, EvidenceDraft>();
  readonly #words = new Map<string, Words>();

  /** A new opportunity for a pain point, or a new action for an opportunity. */
  words(of: string): Words {
    const begun = this.#words.get(of);
    if (begun) return begun;
    const made = $state({ text: "" });
    this.#words.set(of, made);
    return made;
  }

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
