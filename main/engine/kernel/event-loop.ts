/**
 * The event loop. Every component has at most one pending event, so the list of events is a tournament tree over the components:
 * scheduling replays one leaf-to-root path, the next event stands at the root, and nothing is allocated.
 *
 * Order is total: (time, sequence). Events of equal time run in the order in which they were scheduled.
 */
export abstract class Component {
  /** Number in the loop, given by `EventLoop.add`. */
  index = -1;
  /** Handles the component's event at `nowNs`. */
  abstract handle(nowNs: number): void;
}

const NEVER = Number.POSITIVE_INFINITY;

export class EventLoop {
  /** Simulated time, ns since the start of the run. */
  nowNs = 0;
  /** Events handled so far. */
  events = 0;
  private readonly components: Component[] = [];
  private sealed = false;
  private leaves = 1;
  private times = new Float64Array(1);
  private sequences = new Float64Array(1);
  /** Winner of each inner node; the root is node 1, the leaf of component i is node leaves + i. */
  private winners = new Int32Array(2);
  private nextSequence = 0;
  /** Component whose event is being handled: its path is replayed once, after its handler. */
  private handling = -1;
  private hashLow = 0x811c9dc5;
  private hashHigh = 0x9e3779b9;
  private readonly timeBits = new Float64Array(1);
  private readonly timeWords = new Uint32Array(this.timeBits.buffer);

  /** Adds a component; only before the first event is scheduled. */
  add(component: Component): void {
    if (this.sealed) throw new Error('Components are added before the first event is scheduled.');
    component.index = this.components.length;
    this.components.push(component);
  }

  /** Sets the component's event to `timeNs`, instead of the one it may have. Times before now are a bug. */
  schedule(component: Component, timeNs: number): void {
    if (!this.sealed) this.seal();
    if (!(timeNs >= this.nowNs)) throw new Error(`Event of component ${component.index} at ${timeNs} ns, before now (${this.nowNs} ns).`);
    const index = component.index;
    this.times[index] = timeNs;
    this.sequences[index] = this.nextSequence++;
    if (index !== this.handling) this.replay(index);
  }

  /** Drops the component's event, if it has one. */
  cancel(component: Component): void {
    if (!this.sealed) this.seal();
    this.times[component.index] = NEVER;
    if (component.index !== this.handling) this.replay(component.index);
  }

  /** Time of the component's event, or infinity. */
  timeOf(component: Component): number {
    return this.sealed ? this.times[component.index] : NEVER;
  }

  /** Handles all events up to and including `untilNs`, then sets the time to it. */
  run(untilNs: number): void {
    if (!this.sealed) this.seal();
    while (this.times[this.winners[1]] <= untilNs) this.step();
    this.nowNs = untilNs;
  }

  /**
   * Handles the earliest event. A function of its own, which the engine's host compiles once: a loop body that is left after each slice of a run
   * would be thrown out of its optimized code every time.
   */
  private step(): void {
    const { times, timeBits, timeWords } = this;
    const winner = this.winners[1];
    const timeNs = times[winner];
    this.nowNs = timeNs;
    times[winner] = NEVER;
    this.handling = winner;
    this.events++;
    timeBits[0] = timeNs;
    this.hashLow = Math.imul(this.hashLow ^ timeWords[0] ^ winner, 0x01000193);
    this.hashHigh = Math.imul(this.hashHigh ^ timeWords[1] ^ (this.hashLow >>> 15), 0x85ebca6b);
    this.components[winner].handle(timeNs);
    this.handling = -1;
    this.replay(winner);
  }

  /** Hash of the trace of (time, component) so far: 16 hex digits. */
  fingerprint(): string {
    return [this.hashHigh, this.hashLow].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  private seal(): void {
    this.sealed = true;
    while (this.leaves < this.components.length) this.leaves *= 2;
    this.times = new Float64Array(this.leaves).fill(NEVER);
    this.sequences = new Float64Array(this.leaves);
    this.winners = new Int32Array(2 * this.leaves);
    for (let i = 0; i < this.leaves; i++) this.winners[this.leaves + i] = i;
    for (let node = this.leaves - 1; node >= 1; node--) this.winners[node] = this.winners[2 * node];
  }

  /** Plays the matches from the component's leaf to the root again: at each node its subtree's winner against the sibling's. */
  private replay(index: number): void {
    const { times, sequences, winners } = this;
    let winner = index;
    let timeNs = times[index];
    for (let node = this.leaves + index; node > 1; node >>= 1) {
      const other = winners[node ^ 1];
      const otherNs = times[other];
      if (otherNs < timeNs || (otherNs === timeNs && sequences[other] < sequences[winner])) {
        winner = other;
        timeNs = otherNs;
      }
      winners[node >> 1] = winner;
    }
  }
}
