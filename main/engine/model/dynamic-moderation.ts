/**
 * Dynamic interrupt moderation of Linux (lib/dim, `net_dim`), with the receive profiles of NICs that restart their timer with each completion (mlx5): the
 * driver climbs among five profiles. After every 64 interrupts it compares bytes, packets and interrupts per millisecond with those before: more bytes are
 * better, then more packets, then fewer interrupts; what differs by a tenth or less is the same. While it gets better it goes on in its direction, else it
 * turns; on the best profile, at either end or after ten steps in vain it stays for a while.
 */

/** Profiles: an interrupt comes when no packet has come for so long, ns, or when so many wait. */
const TIMERS_NS = [2000, 8000, 16_000, 32_000, 64_000] as const;
const PACKETS = [256, 128, 64, 64, 64] as const;
const FIRST_PROFILE = 1;
const LAST_PROFILE = TIMERS_NS.length - 1;
/** Interrupts of a sample. */
const SAMPLE_INTERRUPTS = 64;
/** Steps without a rest. */
const TIRED_STEPS = 2 * TIMERS_NS.length;
/** Differences above this share count, percent. */
const SIGNIFICANT_PERCENT = 10;

const NOT_BEGUN = -1;

const Tune = { onTop: 0, tired: 1, right: 2, left: 3 } as const;

export class DynamicModeration {
  private profile: number = FIRST_PROFILE;
  private tune: number = Tune.onTop;
  private stepsRight = 0;
  private stepsLeft = 0;
  /** Steps since the last rest on top; while resting for tiredness, samples until its end. */
  private tired = 0;
  /** The sample under way: its beginning and counts. */
  private beganNs = NOT_BEGUN;
  private interrupts = 0;
  private packets = 0;
  private bytes = 0;
  /** The sample before, each per millisecond. */
  private bytesBefore = 0;
  private packetsBefore = 0;
  private interruptsBefore = 0;

  /** Time without a packet after which those that wait cause an interrupt, ns. */
  get timerNs(): number {
    return TIMERS_NS[this.profile];
  }

  /** Packets that cause an interrupt at once. */
  get packetLimit(): number {
    return PACKETS[this.profile];
  }

  received(bytes: number): void {
    this.packets++;
    this.bytes += bytes;
  }

  /** Packets caused an interrupt. */
  interrupt(nowNs: number): void {
    if (this.beganNs === NOT_BEGUN) {
      this.begin(nowNs);
      return;
    }
    this.interrupts++;
    if (this.interrupts < SAMPLE_INTERRUPTS) return;
    const { profile } = this;
    this.decide(nowNs);
    this.begin(this.profile === profile ? nowNs : NOT_BEGUN);
  }

  /** Begins a sample; with a new profile the next interrupt does. */
  private begin(atNs: number): void {
    this.beganNs = atNs;
    this.interrupts = 0;
    this.packets = 0;
    this.bytes = 0;
  }

  private decide(nowNs: number): void {
    // Whole microseconds, rounded up to whole numbers per millisecond, as the kernel does.
    const us = Math.floor((nowNs - this.beganNs) / 1000);
    if (us === 0) return;
    const bytes = Math.ceil((this.bytes * 1000) / us);
    const packets = Math.ceil((this.packets * 1000) / us);
    const interrupts = Math.ceil((SAMPLE_INTERRUPTS * 1000) / us);
    const verdict = this.compare(bytes, packets, interrupts);
    const restedOnTop = this.tune === Tune.onTop;
    switch (this.tune) {
      case Tune.onTop:
        if (verdict !== 0) this.leaveRest();
        break;
      case Tune.tired:
        this.tired--;
        if (this.tired === 0) this.leaveRest();
        break;
      default:
        this.climb(verdict);
    }
    if (restedOnTop && this.tune === Tune.onTop) return;
    this.bytesBefore = bytes;
    this.packetsBefore = packets;
    this.interruptsBefore = interrupts;
  }

  /** 1: better than the sample before, -1: worse, 0: the same. */
  private compare(bytes: number, packets: number, interrupts: number): number {
    if (this.bytesBefore === 0) return bytes > 0 ? 1 : 0;
    if (differs(bytes, this.bytesBefore)) return bytes > this.bytesBefore ? 1 : -1;
    if (differs(packets, this.packetsBefore)) return packets > this.packetsBefore ? 1 : -1;
    if (differs(interrupts, this.interruptsBefore)) return interrupts < this.interruptsBefore ? 1 : -1;
    return 0;
  }

  private climb(verdict: number): void {
    if (verdict !== 1) this.turn();
    const onTop = this.tune === Tune.right ? this.stepsLeft > 1 && this.stepsRight === 1 : this.stepsRight > 1 && this.stepsLeft === 1;
    if (onTop) this.rest(Tune.onTop);
    else if (this.tired === TIRED_STEPS) this.rest(Tune.tired);
    else if (!this.step()) this.rest(Tune.onTop);
  }

  private turn(): void {
    if (this.tune === Tune.right) {
      this.tune = Tune.left;
      this.stepsLeft = 0;
    } else {
      this.tune = Tune.right;
      this.stepsRight = 0;
    }
  }

  private rest(kind: number): void {
    this.stepsRight = 0;
    this.stepsLeft = 0;
    if (kind === Tune.onTop) this.tired = 0;
    this.tune = kind;
  }

  private leaveRest(): void {
    this.tune = this.profile > 0 ? Tune.left : Tune.right;
    this.step();
  }

  /** One profile on in the direction taken; false at the end. */
  private step(): boolean {
    if (this.tune === Tune.right) {
      if (this.profile === LAST_PROFILE) return false;
      this.profile++;
      this.stepsRight++;
    } else {
      if (this.profile === 0) return false;
      this.profile--;
      this.stepsLeft++;
    }
    this.tired++;
    return true;
  }
}

function differs(value: number, reference: number): boolean {
  return reference > 0 && Math.floor((100 * Math.abs(value - reference)) / reference) > SIGNIFICANT_PERCENT;
}
