/** Where a journey keeps its records: all of a kind, or those of one place together. */

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function inOrder<Item extends { order: string; id: string }>(
  items: Iterable<Item>,
): Item[] {
  return [...items].sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
}

/** All records of a kind; listed again only after one came, went or changed. */
export class Shelf<Item extends { readonly id: string }> {
  readonly #items = new Map<string, Item>();
  readonly #sort: (items: Iterable<Item>) => readonly Item[];
  #list: readonly Item[] | null = null;

  constructor(sort: (items: Iterable<Item>) => readonly Item[] = (items) => [...items]) {
    this.#sort = sort;
  }

  put(item: Item): void {
    this.#items.set(item.id, item);
    this.#list = null;
  }

  take(item: Item): void {
    this.#items.delete(item.id);
    this.#list = null;
  }

  get size(): number {
    return this.#items.size;
  }

  get(id: string): Item | null {
    return this.#items.get(id) ?? null;
  }

  get list(): readonly Item[] {
    this.#list ??= this.#sort(this.#items.values());
    return this.#list;
  }

  /** Something else that the order hangs on has changed. */
  sortAgain(): void {
    this.#list = null;
  }
}

/** Records by the place where they are looked for. */
export class Places<Item extends { readonly id: string }> {
  readonly #shelves = new Map<string, Shelf<Item>>();
  readonly #sort: ((items: Iterable<Item>) => readonly Item[]) | undefined;

  constructor(sort?: (items: Iterable<Item>) => readonly Item[]) {
    this.#sort = sort;
  }

  put(place: string, item: Item): void {
    const shelf = this.#shelves.get(place) ?? new Shelf<Item>(this.#sort);
    this.#shelves.set(place, shelf);
    shelf.put(item);
  }

  take(place: string, item: Item): void {
    const shelf = this.#shelves.get(place);
    shelf?.take(item);
    if (shelf?.size === 0) this.#shelves.delete(place);
  }

  of(place: string): readonly Item[] {
    return this.#shelves.get(place)?.list ?? NOTHING;
  }
}

const NOTHING: readonly never[] = [];
