/** Which icon stands for what: the twin of `jejak.layout.icons`. */

import words from "$layout/icon_words.json";
import type { Role } from "./records.ts";

type Row = readonly [icon: string, words: readonly string[]];

const ROWS: readonly { icon: string; pattern: RegExp }[] = words.flatMap((row) => {
  const [icon, names]: Row = [String(row[0]), [row[1] ?? []].flat()];
  const choices = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_])(?:${choices.join("|")})(?![\\p{L}\\p{N}_])`,
    "u",
  );
  return [{ icon, pattern }];
});

/** The icon of a touchpoint or channel by the words in its name; the first row wins. */
export function iconFor(text: string, neutral: string): string {
  const lowered = text.toLowerCase();
  return ROWS.find((row) => row.pattern.test(lowered))?.icon ?? neutral;
}

export function roleIcon(role: Role | null): string {
  switch (role) {
    case "goals":
      return "target";
    case "touchpoints":
      return "mouse-pointer-click";
    case "channels":
      return "radio-tower";
    case "process":
      return "footprints";
    case "thoughts":
      return "message-circle";
    case "feelings":
      return "smile";
    case "pain_points":
    case "internal_pain_points":
      return "circle-alert";
    case "delights":
      return "heart";
    case "expectations":
      return "flag";
    case "measured":
      return "activity";
    case "internal_actors":
      return "users-round";
    case "internal_channels":
      return "monitor";
    case "internal_process":
      return "workflow";
    case "opportunities":
      return "lightbulb";
    case "resources":
      return "package";
    case "kpis":
      return "gauge";
    case null:
      return "rows-3";
  }
}
