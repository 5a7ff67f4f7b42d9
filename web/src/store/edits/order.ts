/** Order keys: the twin of `jejak.model.order`, where they are explained. */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SMALL = "abcdefghijklmnopqrstuvwxyz";
const CAPITALS = "ZYXWVUTSRQPONMLKJIHGFEDCBA";
const VALUE = new Map([...DIGITS].map((sign, value) => [sign, BigInt(value)]));

const POWERS: bigint[] = [1n];
/** The first number that needs this many digits and one more. */
const FIRST: bigint[] = [0n];
for (let size = 1; size <= 26; size += 1) {
  POWERS.push(62n ** BigInt(size));
  FIRST.push((FIRST[size - 1] ?? 0n) + 62n ** BigInt(size));
}
const TOP = FIRST[26] ?? 0n;
const LEAST = -TOP;
const STEP = 512n;
const NOTHING_BELOW = LEAST;
const NOTHING_ABOVE = TOP;

type Numbers = readonly bigint[];

interface Slot {
  readonly prefix: Numbers;
  readonly low: bigint;
  readonly high: bigint;
}

/** A key that sorts after one and before another; null: at the start, at the end. */
export function keyBetween(before: string | null, after: string | null): string {
  return keysBetween(before, after, 1)[0] ?? "";
}

/** So many keys between two others, in order and evenly spread. */
export function keysBetween(
  before: string | null,
  after: string | null,
  count: number,
): string[] {
  const low = before === null ? [] : numbersOf(before);
  const high = after === null ? null : numbersOf(after);
  if (high && compare(low, high) >= 0) {
    throw new RangeError(`${String(before)} does not sort before ${String(after)}.`);
  }
  if (count < 1) return [];
  const slot = slotBetween(low, high ?? [NOTHING_ABOVE], BigInt(count));
  return numbersIn(slot, count).map((number) =>
    [...slot.prefix, number].map(written).join(""),
  );
}

/** As Python compares tuples. */
function compare(one: Numbers, two: Numbers): number {
  for (const [at, number] of one.entries()) {
    const other = two[at];
    if (other === undefined) return 1;
    if (number !== other) return number < other ? -1 : 1;
  }
  return one.length - two.length;
}

function slotBetween(low: Numbers, high: Numbers, count: bigint): Slot {
  let depth = 0;
  while (depth < low.length && low[depth] === high[depth]) depth += 1;
  const shared = low.slice(0, depth);
  const [floor, ceiling] = [low[depth], high[depth] ?? NOTHING_ABOVE];
  if (floor === undefined) return slotBelow(shared, high, count);
  if (ceiling - floor > count) return { prefix: shared, low: floor, high: ceiling };
  return slotAbove(low, depth + 1, count);
}

function slotBelow(prefix: Numbers, high: Numbers, count: bigint): Slot {
  const ceiling = high[prefix.length] ?? NOTHING_ABOVE;
  if (ceiling - NOTHING_BELOW > count) return { prefix, low: NOTHING_BELOW, high: ceiling };
  if (ceiling === LEAST) return slotBelow([...prefix, LEAST], high, count);
  return { prefix: [...prefix, LEAST], low: NOTHING_BELOW, high: NOTHING_ABOVE };
}

function slotAbove(low: Numbers, depth: number, count: bigint): Slot {
  const floor = low[depth] ?? NOTHING_BELOW;
  if (NOTHING_ABOVE - floor > count) {
    return { prefix: low.slice(0, depth), low: floor, high: NOTHING_ABOVE };
  }
  return slotAbove(low, depth + 1, count);
}

function numbersIn(slot: Slot, count: number): bigint[] {
  const isOpenBelow = slot.low === NOTHING_BELOW;
  const isOpenAbove = slot.high === NOTHING_ABOVE;
  const places = Array.from({ length: count }, (_, at) => BigInt(at));
  const parts = BigInt(count + 1);
  let step = slot.prefix.length > 0 ? STEP : 1n;
  if (isOpenBelow && isOpenAbove) return places.map((at) => step * at);
  const room = slot.high - slot.low;
  if (room / parts < step) step = room / parts;
  if (isOpenAbove) return places.map((at) => slot.low + step * (at + 1n));
  if (isOpenBelow) return places.map((at) => slot.high - step * (BigInt(count) - at));
  return places.map((at) => slot.low + (room * (at + 1n)) / parts);
}

function written(number: bigint): string {
  const distance = number >= 0n ? number : -number - 1n;
  const size = FIRST.findIndex((first, at) => at > 0 && distance < first);
  let rest = distance - (FIRST[size - 1] ?? 0n);
  if (number < 0n) rest = (POWERS[size] ?? 1n) - 1n - rest;
  let signs = "";
  for (let at = 0; at < size; at += 1) {
    signs = (DIGITS[Number(rest % 62n)] ?? "") + signs;
    rest /= 62n;
  }
  return ((number >= 0n ? SMALL : CAPITALS)[size - 1] ?? "") + signs;
}

function numbersOf(key: string): bigint[] {
  const numbers: bigint[] = [];
  for (let place = 0; place < key.length; ) {
    const letter = key[place] ?? "";
    const size = Math.max(SMALL.indexOf(letter), CAPITALS.indexOf(letter)) + 1;
    const signs = [...key.slice(place + 1, place + 1 + size)];
    if (size === 0 || signs.length < size) throw new RangeError(`${key} is no order key.`);
    let rest = 0n;
    for (const sign of signs) {
      const value = VALUE.get(sign);
      if (value === undefined) throw new RangeError(`${key} is no order key.`);
      rest = rest * 62n + value;
    }
    const first = FIRST[size - 1] ?? 0n;
    const isSmall = SMALL.includes(letter);
    numbers.push(isSmall ? first + rest : rest - first - (POWERS[size] ?? 1n));
    place += 1 + size;
  }
  if (numbers.length === 0 || numbers.at(-1) === LEAST) {
    throw new RangeError(`${key} is no order key.`);
  }
  return numbers;
}
