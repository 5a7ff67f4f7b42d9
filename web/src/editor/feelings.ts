/** What the curve knows of editing before its code is loaded. */

import { createContext, type Component } from "svelte";
import type { FeltPoint, Held } from "../store/drawing.ts";
import type { Stage } from "../store/records.ts";
import type { CurveBox } from "./curve-box.ts";

export interface PointProps {
  readonly point: FeltPoint;
  readonly stage: Stage;
  readonly box: CurveBox;
}
export interface SurfaceProps {
  readonly stage: Stage;
  readonly box: CurveBox;
  /** Whose feelings; null: everybody's. */
  readonly curveOf: string | null;
}

export interface FeelingEditing {
  /** A face that can be moved. */
  readonly Point: Component<PointProps>;
  /** The ground of a stage, where feelings are added. */
  readonly Surface: Component<SurfaceProps>;
  /** What is in somebody's hand. */
  readonly held: Held | null;
}

/** What can be done with feelings on a phone. */
export interface PhoneFeelings {
  /** Ask for the word and the value of a feeling. */
  readonly open: (feeling: string) => void;
  readonly add: (stage: string, persona: string | null) => void;
}

/** Gives the editing of feelings, or null: its code is not here yet, or the map is read-only. */
export const [feelingsHere, provideFeelings] = createContext<() => FeelingEditing | null>();
