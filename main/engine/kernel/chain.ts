/** What can stand in a chain: in one at a time. */
export interface Chained<Item> {
  /** The item behind it; null at the end, and outside a chain. */
  next: Item | null;
}

/** A first-in, first-out list that is linked through its items: it takes no memory of its own, and an item is found where its link was read. */
export class Chain<Item extends Chained<Item>> {
  private first: Item | null = null;
  private last: Item | null = null;

  get isEmpty(): boolean {
    return this.first === null;
  }

  push(item: Item): void {
    if (this.last === null) this.first = item;
    else this.last.next = item;
    this.last = item;
  }

  /** Takes out the first; null when there is none. */
  shift(): Item | null {
    const item = this.first;
    if (item === null) return null;
    this.first = item.next;
    if (this.first === null) this.last = null;
    item.next = null;
    return item;
  }

  /** Takes out all, and returns the first of them; the others follow by `next`. */
  takeAll(): Item | null {
    const item = this.first;
    this.first = null;
    this.last = null;
    return item;
  }
}
