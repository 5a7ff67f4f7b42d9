/** The rules of evidence on the page: whose words need a source. */

import type { EvidenceKind } from "../../store/records.ts";
import type { EvidenceDraft } from "./state.svelte.ts";

/** Kinds that hold what somebody said or wrote. */
const QUOTED: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>([
  "interview",
  "staff_interview",
  "ticket",
  "review",
  "chat",
]);

export const isQuote = (kind: EvidenceKind): boolean => QUOTED.has(kind);

/** Why a piece of evidence cannot be saved as it stands; null: it can. */
export function lackOf({ kind, text, source }: EvidenceDraft): "text" | "source" | null {
  if (text.trim() === "") return "text";
  return isQuote(kind) && source.trim() === "" ? "source" : null;
}
