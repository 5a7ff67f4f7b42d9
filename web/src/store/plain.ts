/** Reading plain JSON without trusting it: each reader gives a value or its empty form. */

export type Plain = Readonly<Record<string, unknown>>;

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function text(data: Plain, name: string): string {
  const value = data[name];
  return typeof value === "string" ? value : "";
}

export function textOrNull(data: Plain, name: string): string | null {
  const value = data[name];
  return typeof value === "string" ? value : null;
}

export function numberOrNull(data: Plain, name: string): number | null {
  const value = data[name];
  return typeof value === "number" ? value : null;
}

export function truth(data: Plain, name: string): boolean {
  return data[name] === true;
}

export function truthOrNull(data: Plain, name: string): boolean | null {
  const value = data[name];
  return typeof value === "boolean" ? value : null;
}

export function texts(data: Plain, name: string): readonly string[] {
  return list(data, name).filter((item) => typeof item === "string");
}

export function plains(data: Plain, name: string): readonly Plain[] {
  return list(data, name).filter(isPlain);
}

/** Return the value when it is one of the choices, else the first choice. */
export function choice<Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  value: unknown,
): Choice {
  return choices.find((option) => option === value) ?? choices[0];
}

export function choiceOrNull<Choice extends string>(
  choices: readonly Choice[],
  value: unknown,
): Choice | null {
  return choices.find((option) => option === value) ?? null;
}

export function list(data: Plain, name: string): readonly unknown[] {
  const value = data[name];
  return Array.isArray(value) ? value : [];
}
