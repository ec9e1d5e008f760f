/** Work by context and account of cycles, ns: one table, with a row for each context, that grows while the machine is built. */
export interface ContextCyclesSnapshot {
  /** Entries of a row. */
  readonly places: number;
  /** Row after row. */
  readonly ns: Float64Array;
}

export class ContextCycles {
  private contexts = 0;
  /** Accounts in use, and those that a row has place for. */
  private used = 0;
  private places = 8;
  private ns = new Float64Array(0);
  /** Place in a row of the ledger's slots of cycles; -1 for other slots. */
  private placeOf = new Int16Array(0);

  /** Number of a new context. */
  addContext(): number {
    const number = this.contexts++;
    if (this.contexts * this.places > this.ns.length) this.resize(this.places, 2 * this.contexts);
    return number;
  }

  /** A slot of the ledger is an account of cycles. */
  addSlot(slot: number): void {
    if (slot >= this.placeOf.length) {
      const larger = new Int16Array(2 * slot + 1).fill(-1);
      larger.set(this.placeOf);
      this.placeOf = larger;
    }
    if (this.used === this.places) this.resize(2 * this.places, this.contexts);
    this.placeOf[slot] = this.used++;
  }

  add(context: number, slot: number, ns: number): void {
    this.ns[context * this.places + this.placeOf[slot]] += ns;
  }

  /** What it holds now, for `between`. */
  snapshot(): ContextCyclesSnapshot {
    return { places: this.places, ns: this.ns.slice(0, this.contexts * this.places) };
  }

  /** Work of a context on a slot between two snapshots, ns; a slot that was opened since the first began at 0. */
  between(context: number, slot: number, from: ContextCyclesSnapshot, to: ContextCyclesSnapshot): number {
    const place = this.placeOf[slot];
    const before = place < from.places ? from.ns[context * from.places + place] : 0;
    return to.ns[context * to.places + place] - before;
  }

  private resize(places: number, contexts: number): void {
    const larger = new Float64Array(places * contexts);
    for (let context = 0; context * this.places < this.ns.length && context < contexts; context++) {
      larger.set(this.ns.subarray(context * this.places, (context + 1) * this.places), context * places);
    }
    this.ns = larger;
    this.places = places;
  }
}
