/**
 * The event loop. Every component has at most one pending event, so the list of events is a calendar with the components themselves as its entries:
 * a year of equal days, each with the list of its events in order, and a list of all that comes after the year. To schedule is to append to a day,
 * the next event is the first of the first day that has one, and nothing is allocated. (Calendar queue: R. Brown, CACM 31(10), 1988; here with one
 * year at a time, and a bit for each day that has events.)
 *
 * Order is total: (time, order of scheduling). Events of equal time run in the order in which they were scheduled.
 */
export abstract class Component {
  /** Number in the loop, given by `EventLoop.add`. */
  index = -1;
  /** Handles the component's event, at the loop's `nowNs`. */
  abstract handle(): void;
}

const NEVER = Number.POSITIVE_INFINITY;
const NONE = -1;
/** Days of a year for each component: a year sees the next event of nearly all, and ends before its list of what comes later is long. */
const DAYS_OF_COMPONENT = 16;
/** Days for each event, on average: few events share a day. */
const DAYS_OF_EVENT = 4;
/** Bits of a word of `occupied`. */
const DAYS_OF_WORD = 32;
/** Length of a day of the first year, ns; that of the others follows from the events of the year before. */
const FIRST_DAY_NS = 64;

export class EventLoop {
  /** Simulated time, ns since the start of the run. */
  nowNs = 0;
  /** Events handled so far. */
  events = 0;
  private readonly components: Component[] = [];
  protected sealed = false;
  /** By component: time of its event, and the event after it in its list. */
  private times = new Float64Array(0);
  private next = new Int32Array(0);
  /** By day: its first event and, where there is one, its last. The day after the last holds what comes later, in the order of scheduling. */
  private first = new Int32Array(0);
  private last = new Int32Array(0);
  /** A bit for each day that has events, and the word before which there are none. */
  private occupied = new Int32Array(0);
  private word = 0;
  private days = 0;
  private yearBeganNs = 0;
  private daysPerNs = 1 / FIRST_DAY_NS;
  private eventsBeforeYear = 0;
  /** Time at which the present call of `run` ends. */
  protected untilNs = 0;
  private hashLow = 0x811c9dc5 | 0;
  private hashHigh = 0x9e3779b9 | 0;
  private readonly timeBits = new Float64Array(1);
  private readonly timeWords = new Int32Array(this.timeBits.buffer);

  /** Adds a component; only before the first event is scheduled. */
  add(component: Component): void {
    if (this.sealed) throw new Error('Components are added before the first event is scheduled.');
    component.index = this.components.length;
    this.components.push(component);
  }

  /** Sets the component's event to `timeNs`, instead of the one it may have. Times before now are a bug. */
  schedule(component: Component, timeNs: number): void {
    if (!this.sealed) this.seal();
    const { index } = component;
    if (!(timeNs >= this.nowNs)) throw new Error(`Event of component ${index} at ${timeNs} ns, before now (${this.nowNs} ns).`);
    if (this.times[index] < NEVER) this.remove(index);
    this.times[index] = timeNs;
    this.insert(index);
  }

  /** Sees to it that the component has an event by `timeNs`: sets it to that time unless it has an earlier one. */
  scheduleBy(component: Component, timeNs: number): void {
    if (!this.sealed) this.seal();
    if (timeNs < this.times[component.index]) this.schedule(component, timeNs);
  }

  /** Drops the component's event, if it has one. */
  cancel(component: Component): void {
    if (!this.isScheduled(component)) return;
    this.remove(component.index);
    this.times[component.index] = NEVER;
  }

  /** Whether the component has an event. */
  isScheduled(component: Component): boolean {
    return this.sealed && this.times[component.index] < NEVER;
  }

  /** Time of the component's event, or infinity. */
  timeOf(component: Component): number {
    return this.sealed ? this.times[component.index] : NEVER;
  }

  /** Handles all events up to and including `untilNs`, then sets the time to it. */
  run(untilNs: number): void {
    if (!this.sealed) this.seal();
    this.untilNs = untilNs;
    while (this.step());
    this.nowNs = untilNs;
  }

  /** Hash of the trace of (time, component) so far: 16 hex digits. */
  fingerprint(): string {
    return [this.hashHigh, this.hashLow].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  /** Handles the earliest event; false if there is none up to `untilNs`. */
  protected step(): boolean {
    const { occupied } = this;
    let { word } = this;
    let bits = occupied[word];
    while (bits === 0) {
      if (++word === occupied.length) {
        if (!this.turnYear()) return false;
        word = 0;
      }
      bits = occupied[word];
    }
    this.word = word;
    const bit = bits & -bits;
    const day = word * DAYS_OF_WORD + 31 - Math.clz32(bit);
    const index = this.first[day];
    const timeNs = this.times[index];
    if (timeNs > this.untilNs) return false;
    const following = this.next[index];
    this.first[day] = following;
    if (following === NONE) occupied[word] = bits ^ bit;
    this.times[index] = NEVER;
    this.nowNs = timeNs;
    this.events++;
    this.timeBits[0] = timeNs;
    this.hashLow = Math.imul(this.hashLow ^ this.timeWords[0] ^ index, 0x01000193);
    this.hashHigh = Math.imul(this.hashHigh ^ this.timeWords[1] ^ (this.hashLow >>> 15), 0x85ebca6b);
    this.components[index].handle();
    return true;
  }

  protected seal(): void {
    this.sealed = true;
    const count = this.components.length;
    this.days = DAYS_OF_WORD;
    while (this.days < count * DAYS_OF_COMPONENT) this.days *= 2;
    this.times = new Float64Array(count).fill(NEVER);
    this.next = new Int32Array(count);
    this.first = new Int32Array(this.days + 1).fill(NONE);
    this.last = new Int32Array(this.days + 1);
    this.occupied = new Int32Array(this.days / DAYS_OF_WORD);
  }

  /** The day of a component's event, by the present year. */
  private dayOf(index: number): number {
    const day = (this.times[index] - this.yearBeganNs) * this.daysPerNs;
    return day < this.days ? day | 0 : this.days;
  }

  private insert(index: number): void {
    const day = this.dayOf(index);
    if (this.first[day] === NONE) {
      this.first[day] = index;
      this.last[day] = index;
      this.next[index] = NONE;
      if (day < this.days) this.occupy(day);
    } else this.insertAmong(day, index);
  }

  private occupy(day: number): void {
    const word = day >>> 5;
    this.occupied[word] |= 1 << (day & 31);
    // After a run that ended before the next event, an earlier one can be scheduled.
    if (word < this.word) this.word = word;
  }

  /** Into a day that has events: behind those of the same time or an earlier one. */
  private insertAmong(day: number, index: number): void {
    const { first, last, next, times } = this;
    const timeNs = times[index];
    const end = last[day];
    if (day === this.days || times[end] <= timeNs) {
      next[end] = index;
      next[index] = NONE;
      last[day] = index;
      return;
    }
    let before = NONE;
    let after = first[day];
    while (times[after] <= timeNs) {
      before = after;
      after = next[after];
    }
    next[index] = after;
    if (before === NONE) first[day] = index;
    else next[before] = index;
  }

  private remove(index: number): void {
    const { first, last, next } = this;
    const day = this.dayOf(index);
    let before = NONE;
    for (let other = first[day]; other !== index; other = next[other]) before = other;
    const after = next[index];
    if (before === NONE) first[day] = after;
    else next[before] = after;
    if (after === NONE) last[day] = before;
    if (first[day] === NONE && day < this.days) this.occupied[day >>> 5] &= ~(1 << (day & 31));
  }

  /** The year is over: the next one begins with the first event of what comes later. False if there is none up to `untilNs`. */
  private turnYear(): boolean {
    const { times, next, days } = this;
    let index = this.first[days];
    let earliestNs = NEVER;
    for (let other = index; other !== NONE; other = next[other]) earliestNs = Math.min(earliestNs, times[other]);
    if (earliestNs > this.untilNs || earliestNs === NEVER) return false;
    const events = this.events - this.eventsBeforeYear;
    const lengthNs = this.nowNs - this.yearBeganNs;
    if (events > 0 && lengthNs > 0) this.daysPerNs = (DAYS_OF_EVENT * events) / lengthNs;
    this.eventsBeforeYear = this.events;
    this.yearBeganNs = earliestNs;
    this.word = 0;
    this.first[days] = NONE;
    while (index !== NONE) {
      const following = next[index];
      this.insert(index);
      index = following;
    }
    return true;
  }
}
