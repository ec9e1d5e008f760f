/** A queue of objects in a ring that doubles when it is full: nothing is allocated in a steady state, which plain arrays do when they run empty. */
export class Fifo<Item> {
  length = 0;
  private head = 0;
  private items: (Item | undefined)[] = new Array<Item | undefined>(2).fill(undefined);

  push(item: Item): void {
    if (this.length === this.items.length) this.grow();
    this.items[this.place(this.length++)] = item;
  }

  /** Puts the item in front. */
  unshift(item: Item): void {
    if (this.length === this.items.length) this.grow();
    this.head = (this.head + this.items.length - 1) & (this.items.length - 1);
    this.length++;
    this.items[this.head] = item;
  }

  /** Takes out the first; undefined when there is none. */
  shift(): Item | undefined {
    if (this.length === 0) return undefined;
    const item = this.items[this.head];
    this.items[this.head] = undefined;
    this.head = (this.head + 1) & (this.items.length - 1);
    this.length--;
    return item;
  }

  /** Item at the place, counted from the first. Only for places below `length`. */
  at(index: number): Item {
    return this.items[this.place(index)] as Item;
  }

  /** Takes out the item at the place, counted from the first; those behind it move up. Only for places below `length`. */
  removeAt(index: number): Item {
    const item = this.at(index);
    for (let i = index; i > 0; i--) this.items[this.place(i)] = this.items[this.place(i - 1)];
    this.shift();
    return item;
  }

  private place(index: number): number {
    return (this.head + index) & (this.items.length - 1);
  }

  private grow(): void {
    const larger = new Array<Item | undefined>(2 * this.items.length).fill(undefined);
    for (let i = 0; i < this.length; i++) larger[i] = this.at(i);
    this.items = larger;
    this.head = 0;
  }
}
