/** Short names for what the server answers; `schema.ts` is made from its description. */

import type { components } from "./schema.ts";

type Schemas = components["schemas"];

export type Created = Schemas["MapId"];
export type CurvePoint = Schemas["CurvePoint"];
export type Difference = Schemas["Difference"];
export type ErrorBody = Schemas["ErrorBody"];
export type FeelingRead = Schemas["FeelingRead"];
export type ImportAnswer = Schemas["Preview"];
export type HistoryStep = Schemas["HistoryStep"];
export type LaneRead = Schemas["LaneRead"];
export type MapAnswer = Schemas["MapBody"];
export type MapHistory = Schemas["MapHistory"];
export type MapIds = Schemas["MapIds"];
export type MapList = Schemas["MapList"];
export type MapSummary = Schemas["MapSummary"];
export type MapVersion = Schemas["MapVersion"];
export type Question = Schemas["Question"];
export type Remark = Schemas["Remark"];
export type SinceThen = Schemas["SinceThen"];
export type StageShare = Schemas["StageShare"];
export type TemplateList = Schemas["TemplateList"];
export type TemplateSummary = Schemas["TemplateSummary"];
export type UpdateAnswer = Schemas["UpdatePreview"];
export type Updated = Schemas["Updated"];
