/** The five levels of the emotion scale. */

export const LEVELS = [2, 1, 0, -1, -2] as const;
export type Level = (typeof LEVELS)[number];

/** The nearest level: sign(v) * floor(|v| + 0.5). */
export function levelOf(value: number): Level {
  const level = Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
  return LEVELS.find((each) => each === level) ?? (value > 0 ? 2 : -2);
}

/** The part of a CSS class and of a catalogue key that names a level. */
export function levelName(level: Level): "p2" | "p1" | "0" | "n1" | "n2" {
  switch (level) {
    case 2:
      return "p2";
    case 1:
      return "p1";
    case 0:
      return "0";
    case -1:
      return "n1";
    case -2:
      return "n2";
  }
}
