/**
 * The IOMMU in the path of DMA: an IOTLB with least-recently-used replacement over the pages that the queues really touch, and a few page walkers.
 * Misses cost latency (one walk) and, when walks queue up, throughput. Map and unmap work of the driver is charged by the techniques.
 */
export class Iommu {
  hits = 0;
  misses = 0;
  private readonly previous: Int32Array;
  private readonly next: Int32Array;
  private readonly pageOfSlot: Int32Array;
  /** By page number; -1: not in the IOTLB. */
  private slotOfPage = new Int32Array(0);
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
    const slot = this.slotOfPage[page];
    if (slot >= 0) {
      this.hits++;
      this.touch(slot);
      return nowNs;
    }
    this.misses++;
    this.insert(page);
    let walker = 0;
    for (let i = 1; i < this.walkerFreeNs.length; i++) if (this.walkerFreeNs[i] < this.walkerFreeNs[walker]) walker = i;
    const doneNs = Math.max(nowNs, this.walkerFreeNs[walker]) + this.walkNs;
    this.walkerFreeNs[walker] = doneNs;
    return doneNs;
  }

  private growTo(page: number): void {
    const larger = new Int32Array(Math.max(1024, 2 * page)).fill(-1);
    larger.set(this.slotOfPage);
    this.slotOfPage = larger;
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
