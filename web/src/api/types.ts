/** What the server answers, under the names that the pages use; see schema.ts. */

import type { components } from "./schema.ts";

type Schemas = components["schemas"];

export type StageShare = Schemas["StageShare"];
export type CurvePoint = Schemas["CurvePoint"];
export type MapSummary = Schemas["MapSummary"];
export type TemplateSummary = Schemas["TemplateSummary"];
export type Created = Schemas["MapId"];
export type MapAnswer = Schemas["MapBody"];
export type LaneReading = Schemas["LaneRead"];
export type FeelingReading = Schemas["FeelingRead"];
export type Choice = Schemas["Choice"];
export type Question = Schemas["Question"];
export type Remark = Schemas["Remark"];
export type ImportSummary = Schemas["Summary"];
export type ReadingReport = Schemas["Report"];
export type ImportAnswer = Schemas["Preview"];
