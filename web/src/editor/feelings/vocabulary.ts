/** The words that are offered for a feeling, with the values they usually have. */

import type { Emotion } from "../../store/emotions.ts";

export const USUAL: readonly (readonly [emotion: Emotion, value: number])[] = [
  ["excited", 2],
  ["happy", 1],
  ["relieved", 1],
  ["neutral", 0],
  ["confused", -1],
  ["disappointed", -1],
  ["anxious", -2],
  ["frustrated", -2],
];

export const usualValue = (emotion: Emotion): number =>
  USUAL.find(([each]) => each === emotion)?.[1] ?? 0;
