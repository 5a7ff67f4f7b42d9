/** What the server answers. */

export interface StageShare {
  id: string;
  title: string;
  share: number;
}

export interface CurvePoint {
  x: number;
  value: number;
  word: string;
  stage: string;
  quadrant: "do" | "plan" | "delegate" | "drop" | null;
}

export interface MapSummary {
  id: string;
  title: string;
  state: "current" | "proposed";
  language: string;
  is_sample: boolean;
  personas: string[];
  updated_at: string;
  stages: StageShare[];
  points: CurvePoint[];
  ranks: { do: number; plan: number; delegate: number; drop: number };
}

export interface TemplateSummary {
  name: string;
  title: string;
  description: string;
  is_sample: boolean;
  stages: StageShare[];
  points: CurvePoint[];
}

export interface Created {
  id: string;
}

export interface MapAnswer {
  id: string;
  seq: number;
  created_at: string;
  updated_at: string;
  records: unknown[];
}

export interface LaneReading {
  map: number;
  label: string;
  role: string | null;
  lane_id: string;
  confidence: number;
  why: string;
}

export interface FeelingReading {
  word: string;
  value: number | null;
  emotion: string | null;
  record: string;
  where: unknown;
}

export interface Choice {
  value: string;
  text: string;
}

export interface Question {
  id: string;
  map: number;
  kind: string;
  text: string;
  where: { source: string; row: number | null; column: number | null };
  lane_id: string | null;
  stage_id: string | null;
  choices: Choice[];
  answer: string | null;
}

export interface Remark {
  kind: string;
  text: string;
  where: unknown;
  remedy: string | null;
}

export interface ImportSummary {
  stages: number;
  lanes: number;
  personas: number;
  statements: number;
  cards: number;
  feelings: number;
  questions: number;
}

export interface ReadingReport {
  lanes: LaneReading[];
  feelings: FeelingReading[];
  questions: Question[];
  remarks: Remark[];
  summary: ImportSummary;
}

export interface ImportAnswer {
  maps: { records: unknown[] }[];
  report: ReadingReport;
}
