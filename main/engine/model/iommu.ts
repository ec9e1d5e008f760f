/** In place of a slot: the page's walk is under way. */
const WALKED = -2;

/**
 * The IOMMU in the path of DMA: an IOTLB with least-recently-used replacement over the pages that the queues really touch, and a few page walkers.
 * Misses cost latency (one walk) and, when walks queue up, throughput. An access to a page whose walk is under way waits for that walk and takes no
 * walker of its own; the page comes into the IOTLB when its walk is done. Map and unmap work of the driver is charged by the techniques.
 */
export class Iommu {
  hits = 0;
  /** Accesses that found no translation; those that waited for a walk already under way among them. */
  misses = 0;
  /** Time of all walks, ns. */
  walkedNs = 0;
  private readonly previous: Int32Array;
  private readonly next: Int32Array;
  private readonly pageOfSlot: Int32Array;
  /** By page number; -1: not in the IOTLB; WALKED: its walk is under way. */
  private slotOfPage = new Int32Array(0);
  /** By page number: when its walk will be done, and the page whose walk is done next. */
  private walkDoneNs = new Float64Array(0);
  private nextWalked = new Int32Array(0);
  /** Pages being walked, in the order in which their walks are done; -1: none. */
  private firstWalked = -1;
  private lastWalked = -1;
  private readonly walkerFreeNs: Float64Array;
  private used = 0;
  private newest = -1;
  private oldest = -1;

  private readonly entries: number;
  private readonly walkNs: number;

  constructor(entries: number, walkNs: number, parallelWalks: number) {
    this.entries = entries;
    this.walkNs = walkNs;
    this.previous = new Int32Array(entries).fill(-1);
    this.next = new Int32Array(entries).fill(-1);
    this.pageOfSlot = new Int32Array(entries).fill(-1);
    this.walkerFreeNs = new Float64Array(Math.max(1, parallelWalks));
  }

  /** Translates an access to `page` at `nowNs`; returns the time at which the address is known. */
  translate(nowNs: number, page: number): number {
    if (page >= this.slotOfPage.length) this.growTo(page);
    if (this.firstWalked >= 0) this.takeWalked(nowNs);
    const slot = this.slotOfPage[page];
    if (slot >= 0) {
      this.hits++;
      this.touch(slot);
      return nowNs;
    }
    this.misses++;
    return slot === WALKED ? this.walkDoneNs[page] : this.walk(nowNs, page);
  }

  private walk(nowNs: number, page: number): number {
    let walker = 0;
    for (let i = 1; i < this.walkerFreeNs.length; i++) if (this.walkerFreeNs[i] < this.walkerFreeNs[walker]) walker = i;
    const doneNs = Math.max(nowNs, this.walkerFreeNs[walker]) + this.walkNs;
    this.walkerFreeNs[walker] = doneNs;
    this.walkedNs += this.walkNs;
    this.slotOfPage[page] = WALKED;
    this.walkDoneNs[page] = doneNs;
    this.nextWalked[page] = -1;
    if (this.lastWalked >= 0) this.nextWalked[this.lastWalked] = page;
    else this.firstWalked = page;
    this.lastWalked = page;
    return doneNs;
  }

  /** Walks that are done by now leave their translations in the IOTLB. Walks begin, and so end, in the order of the accesses. */
  private takeWalked(nowNs: number): void {
    while (this.firstWalked >= 0 && this.walkDoneNs[this.firstWalked] <= nowNs) {
      const page = this.firstWalked;
      this.firstWalked = this.nextWalked[page];
      if (this.firstWalked < 0) this.lastWalked = -1;
      this.insert(page);
    }
  }

  private growTo(page: number): void {
    const length = Math.max(1024, 2 * page);
    const slotOfPage = new Int32Array(length).fill(-1);
    slotOfPage.set(this.slotOfPage);
    this.slotOfPage = slotOfPage;
    const walkDoneNs = new Float64Array(length);
    walkDoneNs.set(this.walkDoneNs);
    this.walkDoneNs = walkDoneNs;
    const nextWalked = new Int32Array(length);
    nextWalked.set(this.nextWalked);
    this.nextWalked = nextWalked;
  }

  private touch(slot: number): void {
    if (slot === this.newest) return;
    this.unlink(slot);
    this.pushNewest(slot);
  }

  private insert(page: number): void {
    let slot: number;
    if (this.used < this.entries) slot = this.used++;
    else {
      slot = this.oldest;
      this.unlink(slot);
      this.slotOfPage[this.pageOfSlot[slot]] = -1;
    }
    this.pageOfSlot[slot] = page;
    this.slotOfPage[page] = slot;
    this.pushNewest(slot);
  }

  private unlink(slot: number): void {
    const older = this.previous[slot];
    const newer = this.next[slot];
    if (older >= 0) this.next[older] = newer;
    else this.oldest = newer;
    if (newer >= 0) this.previous[newer] = older;
    else this.newest = older;
  }

  private pushNewest(slot: number): void {
    this.previous[slot] = this.newest;
    this.next[slot] = -1;
    if (this.newest >= 0) this.next[this.newest] = slot;
    this.newest = slot;
    if (this.oldest < 0) this.oldest = slot;
  }
}
