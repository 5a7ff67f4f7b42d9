/** One sentence at the bottom of the page, with at most one action. */

export interface Message {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 10_000;

let current = $state<Message | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function message(): Message | null {
  return current;
}

export function tell(next: Message): void {
  current = next;
  resumeTimer();
}

export function dismiss(): void {
  pauseTimer();
  current = null;
}

/** Somebody points at the message or has the focus in it: let them read. */
export function pauseTimer(): void {
  clearTimeout(timer);
}

export function resumeTimer(): void {
  clearTimeout(timer);
  timer = setTimeout(dismiss, SHOWN_MS);
}
