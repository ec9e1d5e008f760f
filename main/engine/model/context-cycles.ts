/** Work by context and account of cycles, ns: rows that grow with the accounts while the machine is built. */
export class ContextCycles {
  private rows: Float64Array[] = [];
  /** Place in a row of the ledger's slots of cycles; -1 for other slots. */
  private placeOf = new Int16Array(0);
  private places = 0;

  /** Number of a new context. */
  addContext(): number {
    return this.rows.push(new Float64Array(this.places)) - 1;
  }

  /** A slot of the ledger is an account of cycles. */
  addSlot(slot: number): void {
    if (slot >= this.placeOf.length) {
      const larger = new Int16Array(2 * slot + 1).fill(-1);
      larger.set(this.placeOf);
      this.placeOf = larger;
    }
    this.placeOf[slot] = this.places++;
    this.rows = this.rows.map((row) => {
      const larger = new Float64Array(this.places);
      larger.set(row);
      return larger;
    });
  }

  add(context: number, slot: number, ns: number): void {
    this.rows[context][this.placeOf[slot]] += ns;
  }

  /** Copies of the rows, for `between`. */
  snapshot(): readonly Float64Array[] {
    return this.rows.map((row) => row.slice());
  }

  /** Work of a context on a slot between two snapshots, ns; a slot that was opened since the first began at 0. */
  between(context: number, slot: number, from: readonly Float64Array[], to: readonly Float64Array[]): number {
    const place = this.placeOf[slot];
    return to[context][place] - (from[context][place] ?? 0);
  }
}
