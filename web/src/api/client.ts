/** Asking the server; every refusal becomes one kind of error with its words. */

import { randomId } from "../store/edits/ids.ts";
import type {
  Created,
  ErrorBody,
  ImportAnswer,
  MapAnswer,
  MapHistory,
  MapIds,
  MapList,
  MapSummary,
  SinceThen,
  TemplateList,
  TemplateSummary,
  UpdateAnswer,
  Updated,
} from "./types.ts";

export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface ImportInput {
  readonly text: string;
  readonly files: readonly File[];
  readonly answers: Readonly<Record<string, string>>;
  readonly language: string;
}

/** A table for a map that exists, and what was chosen of its differences. */
export interface UpdateInput extends ImportInput {
  readonly choices: Readonly<Record<string, boolean>>;
  readonly number: number | null;
}

export async function listMaps(): Promise<MapSummary[]> {
  const body: MapList = await (await ask("GET", "/api/maps")).json();
  return body.maps;
}

export async function listTemplates(language: string): Promise<TemplateSummary[]> {
  const path = `/api/templates?language=${language}`;
  const body: TemplateList = await (await ask("GET", path)).json();
  return body.templates;
}

export async function getMap(id: string): Promise<MapAnswer> {
  const body: MapAnswer = await (await ask("GET", `/api/maps/${id}`)).json();
  return body;
}

export async function createFromTemplate(name: string, language: string): Promise<string> {
  const json = { template: name, language };
  const body: Created = await (await ask("POST", "/api/maps", { json })).json();
  return body.id;
}

export async function renameMap(id: string, title: string): Promise<void> {
  const json = { key: randomId("edit"), edits: [{ edit: "RenameMap", title }] };
  await ask("PATCH", `/api/v1/maps/${id}`, { json });
}

export async function duplicateMap(id: string): Promise<void> {
  await ask("POST", `/api/maps/${id}/duplicate`);
}

export async function deleteMap(id: string): Promise<void> {
  await ask("DELETE", `/api/maps/${id}`);
}

export async function restoreMap(id: string): Promise<void> {
  await ask("POST", `/api/maps/${id}/restore`);
}

/** Steps before a place, the latest first; of a single one every difference. */
export async function getHistory(
  id: string,
  before: number | null,
  most: 1 | 50 = 50,
): Promise<MapHistory> {
  const asked = { most: String(most), ...(before === null ? {} : { before: String(before) }) };
  const query = `?${new URLSearchParams(most === 1 ? { ...asked, details: "10000" } : asked)}`;
  const body: MapHistory = await (await ask("GET", `/api/maps/${id}/history${query}`)).json();
  return body;
}

export async function getMapAt(id: string, seq: number): Promise<MapAnswer> {
  const body: MapAnswer = await (await ask("GET", `/api/maps/${id}/history/${seq}`)).json();
  return body;
}

export async function restoreMapAt(id: string, seq: number): Promise<void> {
  await ask("POST", `/api/maps/${id}/history/${seq}/restore`);
}

/** What differs since one was last here. */
export async function getChanges(id: string): Promise<SinceThen> {
  const body: SinceThen = await (await ask("GET", `/api/maps/${id}/changes`)).json();
  return body;
}

export async function nameVersion(id: string, name: string, seq: number | null): Promise<void> {
  const json = seq === null ? { name } : { name, seq };
  await ask("POST", `/api/maps/${id}/versions`, { json });
}

export async function forgetVersion(id: string, version: number): Promise<void> {
  await ask("DELETE", `/api/maps/${id}/versions/${version}`);
}

export async function previewImport(
  input: ImportInput,
  signal: AbortSignal,
): Promise<ImportAnswer> {
  const form = formOf(input);
  const answer = await ask("POST", "/api/import/preview", { form, signal });
  const body: ImportAnswer = await answer.json();
  return body;
}

export async function createFromImport(input: ImportInput): Promise<string[]> {
  const answer = await ask("POST", "/api/import", { form: formOf(input) });
  const body: MapIds = await answer.json();
  return body.ids;
}

export async function previewUpdate(
  id: string,
  input: UpdateInput,
  signal: AbortSignal,
): Promise<UpdateAnswer> {
  const form = updateForm(input);
  const answer = await ask("POST", `/api/maps/${id}/import/preview`, { form, signal });
  const body: UpdateAnswer = await answer.json();
  return body;
}

/** Update the map as it was when it was looked at, and return what was done. */
export async function updateMap(
  id: string,
  input: UpdateInput,
  seq: number,
): Promise<Updated> {
  const form = updateForm(input);
  form.set("seq", String(seq));
  const answer = await ask("POST", `/api/maps/${id}/import`, { form });
  const body: Updated = await answer.json();
  return body;
}

export async function undoUpdate(id: string, seq: number): Promise<void> {
  await ask("POST", `/api/maps/${id}/import/${seq}/undo`);
}

export interface Wanted {
  readonly form: string;
  readonly language: string;
  readonly sheet: string;
  readonly theme: string;
  /** Ids; null: those that the map does not hide. */
  readonly lanes: readonly string[] | null;
  /** Ids; null: all of them. */
  readonly personas: readonly string[] | null;
  readonly internal: boolean;
}

export interface Made {
  readonly blob: Blob;
  readonly name: string;
  /** What there is to say about the file, in the reader's language. */
  readonly remarks: readonly string[];
}

export async function exportMap(id: string, wanted: Wanted, signal: AbortSignal): Promise<Made> {
  const { form, language, sheet, theme, lanes, personas, internal } = wanted;
  const query = new URLSearchParams({ language, sheet, theme, internal: internal ? "1" : "0" });
  if (lanes) query.set("lanes", lanes.join(","));
  if (personas) query.set("personas", personas.join(","));
  const answer = await ask("GET", `/api/maps/${id}/export/${form}?${query.toString()}`, { signal });
  const disposition = answer.headers.get("Content-Disposition") ?? "";
  const name = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? `map.${form}`;
  const remarks = answer.headers.get("Jejak-Remarks");
  const said: string[] = remarks ? JSON.parse(decodeURIComponent(remarks)) : [];
  return { blob: await answer.blob(), name: decodeURIComponent(name), remarks: said };
}

function formOf(input: ImportInput): FormData {
  const form = new FormData();
  form.set("text", input.text);
  form.set("answers", JSON.stringify(input.answers));
  form.set("language", input.language);
  for (const file of input.files) form.append("file", file, file.name);
  return form;
}

function updateForm(input: UpdateInput): FormData {
  const form = formOf(input);
  form.set("choices", JSON.stringify(input.choices));
  if (input.number !== null) form.set("number", String(input.number));
  return form;
}

interface Body {
  readonly json?: unknown;
  readonly form?: FormData;
  readonly signal?: AbortSignal;
}

declare global {
  interface Window {
    /** What `first.js` asked for before this was loaded; it is taken once. */
    jejakFirst?: { readonly path: string; readonly answer: Promise<Response> };
  }
}

function askedBefore(method: string, path: string): Promise<Response> | null {
  const first = window.jejakFirst;
  if (!first || first.path !== path || method !== "GET") return null;
  delete window.jejakFirst;
  return first.answer;
}

async function ask(method: string, path: string, body: Body = {}): Promise<Response> {
  const headers = new Headers({ Accept: "application/json" });
  if (method !== "GET") headers.set("X-CSRFToken", cookie("csrftoken"));
  if (body.json !== undefined) headers.set("Content-Type", "application/json");
  const request = {
    method,
    headers,
    body: body.form ?? (body.json === undefined ? null : JSON.stringify(body.json)),
    ...(body.signal ? { signal: body.signal } : {}),
  };
  const response = await (askedBefore(method, path) ?? fetch(path, request));
  if (!response.ok) throw await refusalOf(response);
  return response;
}

async function refusalOf(response: Response): Promise<Refusal> {
  try {
    const body: ErrorBody = await response.json();
    return new Refusal(body.code, body.message);
  } catch {
    return new Refusal("no_answer", "");
  }
}

function cookie(name: string): string {
  const found = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(document.cookie);
  return decodeURIComponent(found?.[1] ?? "");
}
