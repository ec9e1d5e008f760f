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
  /** Winner of each node's subtree and the time of its event; the root is node 1, the leaf of component i is node leaves + i. */
  private winners = new Int32Array(2);
  private times = new Float64Array(2).fill(NEVER);
  private sequences = new Float64Array(1);
  private nextSequence = 0;
  /** Component whose event is being handled: its path is replayed once, after its handler, and stands in the tree as the winner until then. */
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
    this.sequences[component.index] = this.nextSequence++;
    this.set(component.index, timeNs);
  }

  /** Drops the component's event, if it has one. */
  cancel(component: Component): void {
    if (!this.sealed) this.seal();
    this.set(component.index, NEVER);
  }

  /** Time of the component's event, or infinity. */
  timeOf(component: Component): number {
    return this.sealed ? this.times[this.leaves + component.index] : NEVER;
  }

  /** Handles all events up to and including `untilNs`, then sets the time to it. */
  run(untilNs: number): void {
    if (!this.sealed) this.seal();
    while (this.times[1] <= untilNs) this.step();
    this.nowNs = untilNs;
  }

  /** Hash of the trace of (time, component) so far: 16 hex digits. */
  fingerprint(): string {
    return [this.hashHigh, this.hashLow].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  /**
   * Handles the earliest event. A function of its own, which is compiled once: a loop body that is left after each slice of a run would be thrown
   * out of its optimized code every time.
   */
  private step(): void {
    const index = this.winners[1];
    const timeNs = this.times[1];
    this.nowNs = timeNs;
    this.events++;
    this.timeBits[0] = timeNs;
    this.hashLow = Math.imul(this.hashLow ^ this.timeWords[0] ^ index, 0x01000193);
    this.hashHigh = Math.imul(this.hashHigh ^ this.timeWords[1] ^ (this.hashLow >>> 15), 0x85ebca6b);
    this.times[this.leaves + index] = NEVER;
    this.handling = index;
    this.components[index].handle(timeNs);
    this.handling = -1;
    this.replay(index);
  }

  private seal(): void {
    this.sealed = true;
    while (this.leaves < this.components.length) this.leaves *= 2;
    this.sequences = new Float64Array(this.leaves);
    this.times = new Float64Array(2 * this.leaves).fill(NEVER);
    this.winners = new Int32Array(2 * this.leaves);
    for (let i = 0; i < this.leaves; i++) this.winners[this.leaves + i] = i;
    for (let node = this.leaves - 1; node >= 1; node--) this.winners[node] = this.winners[2 * node];
  }

  private set(index: number, timeNs: number): void {
    this.times[this.leaves + index] = timeNs;
    if (index !== this.handling) this.replay(index);
  }

  /** Plays the matches from the component's leaf to the root again: at each node its subtree's winner against the sibling's. */
  private replay(index: number): void {
    const { times, sequences, winners } = this;
    let node = this.leaves + index;
    let winner = index;
    let timeNs = times[node];
    while (node > 1) {
      const sibling = node ^ 1;
      const otherNs = times[sibling];
      node >>= 1;
      if (otherNs < timeNs || (otherNs === timeNs && sequences[winners[sibling]] < sequences[winner])) {
        const other = winners[sibling];
        // The match was won by the same component before: nothing above it changes.
        if (winners[node] === other) return;
        winner = other;
        timeNs = otherNs;
      }
      winners[node] = winner;
      times[node] = timeNs;
    }
  }
}
