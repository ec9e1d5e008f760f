/**
 * Many timers behind one component: a binary heap of (time, sequence) with a number attached, in typed arrays that double when full.
 * For sources that wait for several things at once: think times, retries, packets on a wire of varying delay.
 */
export class TimerQueue {
  length = 0;
  private times = new Float64Array(16);
  private sequences = new Float64Array(16);
  private values = new Int32Array(16);
  private nextSequence = 0;

  /** Earliest time, or infinity when there is none. */
  get earliestNs(): number {
    return this.length > 0 ? this.times[0] : Number.POSITIVE_INFINITY;
  }

  push(timeNs: number, value: number): void {
    if (this.length === this.times.length) this.grow();
    let child = this.length++;
    const sequence = this.nextSequence++;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (this.times[parent] <= timeNs) break;
      this.move(parent, child);
      child = parent;
    }
    this.set(child, timeNs, sequence, value);
  }

  /** Takes out the earliest and returns its number. Only when there is one. */
  pop(): number {
    const value = this.values[0];
    const last = --this.length;
    const timeNs = this.times[last];
    const sequence = this.sequences[last];
    const lastValue = this.values[last];
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= last) break;
      if (child + 1 < last && this.before(child + 1, child)) child++;
      if (timeNs < this.times[child] || (timeNs === this.times[child] && sequence < this.sequences[child])) break;
      this.move(child, parent);
      parent = child;
    }
    this.set(parent, timeNs, sequence, lastValue);
    return value;
  }

  private before(one: number, other: number): boolean {
    return this.times[one] < this.times[other] || (this.times[one] === this.times[other] && this.sequences[one] < this.sequences[other]);
  }

  private move(from: number, to: number): void {
    this.set(to, this.times[from], this.sequences[from], this.values[from]);
  }

  private set(at: number, timeNs: number, sequence: number, value: number): void {
    this.times[at] = timeNs;
    this.sequences[at] = sequence;
    this.values[at] = value;
  }

  private grow(): void {
    const times = new Float64Array(2 * this.times.length);
    times.set(this.times);
    const sequences = new Float64Array(times.length);
    sequences.set(this.sequences);
    const values = new Int32Array(times.length);
    values.set(this.values);
    Object.assign(this, { times, sequences, values });
  }
}
