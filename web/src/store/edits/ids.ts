/** Ids of records: the twin of `jejak.model.ids`. */

import { sha256 } from "./sha256.ts";

const BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";

/** An id that nobody else will come up with. */
export function randomId(kind: string): string {
  return `${kind}-${base32(crypto.getRandomValues(new Uint8Array(10)))}`;
}

/** An id that follows from what a record says: same parts, same id. */
export function derivedId(
  kind: string,
  parts: readonly string[],
  taken: { has(id: string): boolean },
): string {
  const digest = sha256(new TextEncoder().encode(parts.join("\0")));
  const base = `${kind}-${base32(digest.slice(0, 5))}`;
  let found = base;
  for (let count = 2; taken.has(found); count += 1) found = `${base}-${count}`;
  return found;
}

/** For bytes whose number five divides. */
function base32(bytes: Uint8Array): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE_32[parseInt(five, 2)]).join("");
}
