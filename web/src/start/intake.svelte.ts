/** What was pasted, dropped or chosen, and how the server reads it. */

import { Refusal, type ImportInput } from "../api/client.ts";
import { language, say } from "../i18n/language.svelte.ts";

const PAUSE_MS = 250; // typing pauses this long before it is read

/** Where a question can be answered. */
export interface Answering {
  answer(question: string, value: string | null): void;
}

type Ask<Reading> = (input: ImportInput, signal: AbortSignal) => Promise<Reading>;

/** A table that was brought to one page and is wanted on another. */
interface Brought {
  readonly text: string;
  readonly files: readonly File[];
  readonly answers: Readonly<Record<string, string>>;
}

let brought: Brought | null = null;

export class Intake<Reading> implements Answering {
  text = $state("");
  files = $state.raw<readonly File[]>([]);
  answers = $state.raw<Readonly<Record<string, string>>>({});
  reading = $state.raw<Reading | null>(null);
  problem = $state("");
  isBusy = $state(false);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | null = null;

  readonly #preview: Ask<Reading>;
  readonly #place: string;

  /**
   * @param preview How the server is asked to read it.
   * @param place Where this tab keeps it while the page is loaded again.
   */
  constructor(preview: Ask<Reading>, place: string) {
    this.#preview = preview;
    this.#place = place;
    const kept = brought ?? readKept(place);
    if (!kept) return;
    this.text = kept.text;
    this.files = brought?.files ?? [];
    brought = null;
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
    this.forgetChoices();
    this.#read(PAUSE_MS);
  }

  addFiles(files: readonly File[]): void {
    this.files = [...this.files, ...files];
    this.forgetChoices();
    this.#read(0);
  }

  removeFile(file: File): void {
    this.files = this.files.filter((each) => each !== file);
    this.forgetChoices();
    this.#read(0);
  }

  /** Answer a question; null leaves it open, whatever was answered before. */
  answer(question: string, value: string | null): void {
    this.answers = { ...this.answers, [question]: value ?? "" };
    this.#read(0);
  }

  /** Read again, such as after the language changed. */
  readAgain(): void {
    if (!this.isEmpty) this.#read(0);
  }

  clear(): void {
    this.text = "";
    this.files = [];
    this.forgetChoices();
    this.#read(0);
  }

  /** Have the page that is opened next begin with this table. */
  passOn(): void {
    brought = { text: this.text, files: this.files, answers: this.answers };
    this.forget();
  }

  /** It has become a map: do not offer it again. */
  forget(): void {
    keep(this.#place, "", {});
  }

  /** Another table: what was chosen for the one before says nothing of it. */
  protected forgetChoices(): void {
    this.answers = {};
  }

  #read(pause: number): void {
    keep(this.#place, this.text, this.answers);
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
      this.reading = await this.#preview(this.input, asked.signal);
      this.problem = "";
    } catch (error) {
      if (asked.signal.aborted) return;
      this.reading = null;
      this.problem = (error instanceof Refusal && error.message) || say("page.no_answer");
    }
    if (this.#asked === asked) this.isBusy = false;
  }
}

/** Keep a pasted text through a reload; a browser that has no room does without. */
function keep(
  place: string,
  text: string,
  answers: Readonly<Record<string, string>>,
): void {
  try {
    if (text.trim() === "") sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify({ text, answers }));
  } catch {
    // The text stays in the page.
  }
}

function readKept(place: string): { text: string; answers: Record<string, string> } | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? "null");
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
