/** What was pasted, dropped or chosen, and how the server reads it. */

import { previewImport, Refusal, type ImportInput } from "../api/client.ts";
import type { ImportAnswer } from "../api/types.ts";
import { language, say } from "../i18n/language.svelte.ts";

const PAUSE_MS = 250; // typing pauses this long before it is read

export class Intake {
  text = $state("");
  files = $state.raw<readonly File[]>([]);
  answers = $state.raw<Readonly<Record<string, string>>>({});
  reading = $state.raw<ImportAnswer | null>(null);
  problem = $state("");
  isBusy = $state(false);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | null = null;

  /** What this tab held before the page was loaded again. */
  constructor() {
    const kept = readKept();
    if (!kept) return;
    this.text = kept.text;
    this.answers = kept.answers;
    this.#read(0);
  }

  get isEmpty(): boolean {
    return this.text.trim() === "" && this.files.length === 0;
  }

  get input(): ImportInput {
    return {
      text: this.text,
      files: this.files,
      answers: this.answers,
      language: language(),
    };
  }

  setText(text: string): void {
    this.text = text;
    this.answers = {};
    this.#read(PAUSE_MS);
  }

  addFiles(files: readonly File[]): void {
    this.files = [...this.files, ...files];
    this.answers = {};
    this.#read(0);
  }

  removeFile(file: File): void {
    this.files = this.files.filter((each) => each !== file);
    this.answers = {};
    this.#read(0);
  }

  answer(question: string, value: string | null): void {
    const others = Object.entries(this.answers).filter(([id]) => id !== question);
    this.answers = Object.fromEntries(
      value === null ? others : [...others, [question, value]],
    );
    this.#read(0);
  }

  /** Read again, such as after the language changed. */
  readAgain(): void {
    if (!this.isEmpty) this.#read(0);
  }

  clear(): void {
    this.text = "";
    this.files = [];
    this.answers = {};
    this.#read(0);
  }

  /** It has become a map: do not offer it again. */
  forget(): void {
    keep("", {});
  }

  #read(pause: number): void {
    keep(this.text, this.answers);
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#asked = null;
    if (this.isEmpty) {
      this.reading = null;
      this.problem = "";
      this.isBusy = false;
      return;
    }
    this.isBusy = true;
    this.#timer = setTimeout(() => void this.#ask(), pause);
  }

  async #ask(): Promise<void> {
    const asked = new AbortController();
    this.#asked = asked;
    try {
      this.reading = await previewImport(this.input, asked.signal);
      this.problem = "";
    } catch (error) {
      if (asked.signal.aborted) return;
      this.reading = null;
      this.problem = (error instanceof Refusal && error.message) || say("page.no_answer");
    }
    if (this.#asked === asked) this.isBusy = false;
  }
}

const KEPT = "jejak-pasted";

/** Keep a pasted text through a reload; a browser that has no room does without. */
function keep(text: string, answers: Readonly<Record<string, string>>): void {
  try {
    if (text.trim() === "") sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, JSON.stringify({ text, answers }));
  } catch {
    // The text stays in the page.
  }
}

function readKept(): { text: string; answers: Record<string, string> } | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (typeof kept !== "object" || kept === null) return null;
    if (!("text" in kept) || typeof kept.text !== "string") return null;
    if (!("answers" in kept) || typeof kept.answers !== "object") return null;
    const answers = Object.entries(kept.answers ?? {}).filter(
      (pair): pair is [string, string] => typeof pair[1] === "string",
    );
    return { text: kept.text, answers: Object.fromEntries(answers) };
  } catch {
    return null;
  }
}

/** What a clipboard or a drop holds: files, a table as HTML, or text. */
export function taken(data: DataTransfer): { files: File[]; text: string } {
  const html = data.getData("text/html");
  // A copied table is best read from its HTML; spreadsheets also offer a
  // picture of it as a file, which nobody wants read.
  if (/<table[\s>]/i.test(html)) return { files: [], text: html };
  const files = [...data.files];
  return files.length > 0 ? { files, text: "" } : { files, text: data.getData("text/plain") };
}
