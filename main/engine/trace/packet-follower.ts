/**
 * Second pass of a trace: follows one packet. After each event it is looked where the packet is and why it is still there; each stage that ends becomes a
 * step with what was seen during it. Nothing of the machine is changed.
 */
import type { TraceStep } from '../../../shared/result/packet-trace.ts';
import { ContextState } from '../model/context.ts';
import type { Machine } from '../model/machine.ts';
import { Ring, RingState } from '../model/ring.ts';
import type { Service } from '../model/service.ts';
import { Stage, stages } from '../model/stage.ts';
import type { PacketIdentity, PacketWatcher } from './watching-machine.ts';

/** A step before it knows its part of the data path. */
export interface FollowedStep extends Omit<TraceStep, 'part'> {
  /** Where the queue loses packets: tells its kind. */
  readonly place: string;
}

export type Outcome = 'delivered' | 'lost' | 'merged' | 'under way';

interface Sight {
  readonly atNs: number;
  readonly reason: string;
}

/** A batch with the packet, as its turn began. */
interface Turn {
  readonly service: Service;
  readonly takesNs: number;
  readonly beganNs: number;
  /** Packets of the batch, and the packet's place among them. */
  readonly packets: number;
  readonly place: number;
  /** Others that were merged into it in this turn. */
  readonly merges: number;
  /** From the beginning of the work until that on the packet begins, and ends; ns. */
  readonly aheadNs: number;
  readonly doneNs: number;
}

const PAGE_BYTES = 4096;

export class PacketFollower implements PacketWatcher {
  readonly steps: FollowedStep[] = [];
  outcome: Outcome = 'under way';
  lostAt = '';
  createdNs = 0;
  vm = -1;
  bytes = 0;
  frames = 0;
  private packet = -1;
  private ring: Ring | null = null;
  private turn: Turn | null = null;
  private sights: Sight[] = [];
  private machine: Machine | null = null;
  private readonly wanted: PacketIdentity;

  constructor(wanted: PacketIdentity) {
    this.wanted = wanted;
  }

  /** Before the machine runs, and once it is built. */
  watch(machine: Machine): void {
    this.machine = machine;
  }

  get endNs(): number {
    return this.steps.at(-1)?.toNs ?? this.createdNs;
  }

  created(packet: number, { source, number }: PacketIdentity): void {
    if (source !== this.wanted.source || number !== this.wanted.number || !this.machine) return;
    const { packets, loop } = this.machine;
    this.packet = packet;
    this.createdNs = loop.nowNs;
    this.vm = packets.vm[packet];
    this.bytes = packets.bytes[packet];
    this.frames = packets.frames[packet];
  }

  looked(): void {
    const { machine, packet } = this;
    if (packet < 0 || !machine) return;
    const ring = this.ring && this.ring.positionOf(packet) >= 0 ? this.ring : findRing(machine, packet);
    this.ring = ring;
    this.turn ??= ring ? null : findTurn(machine, packet);
    if (ring) this.see(reasonOf(machine, ring, packet));
  }

  staged(packet: number, stage: number, fromNs: number, toNs: number): void {
    if (packet !== this.packet || !this.machine) return;
    this.bytes = this.machine.packets.bytes[packet];
    this.frames = this.machine.packets.frames[packet];
    // A ring that is met and left within one event was never seen; it held the packet for no time.
    if (toNs > fromNs || this.turn) this.steps.push(this.step(this.machine, stage, fromNs, toNs));
    this.turn = null;
    this.ring = null;
    this.sights = [];
  }

  delivered(packet: number): void {
    if (packet === this.packet) this.end('delivered');
  }

  lost(packet: number, dropSlot: number): void {
    if (packet !== this.packet || !this.machine) return;
    this.lostAt = this.machine.ledger.slots.find(({ at }) => at === dropSlot)?.name ?? '';
    this.end('lost');
  }

  released(packet: number): void {
    if (packet === this.packet) this.end('merged');
  }

  private end(outcome: Outcome): void {
    this.outcome = outcome;
    this.packet = -1;
  }

  private see(reason: string): void {
    if (this.sights.at(-1)?.reason !== reason) this.sights.push({ atNs: this.machine?.loop.nowNs ?? 0, reason });
  }

  private step(machine: Machine, stage: number, fromNs: number, toNs: number): FollowedStep {
    const common = { stage: stages[stage], fromNs, toNs };
    if (this.turn && isWork(stage)) return { ...common, ...workStep(machine, this.turn, this, toNs) };
    const { ring } = this;
    const consumer = ring?.consumer ?? null;
    const isQueue = ring !== null && !isWay(stage);
    return {
      ...common,
      kind: isWork(stage) ? 'work' : isQueue ? 'wait' : 'way',
      where: ring?.name ?? stages[stage],
      place: ring && isQueue ? placeOf(machine, ring) : '',
      context: consumer?.context.name ?? '',
      core: consumer?.context.core.number ?? null,
      pieces: piecesOf(this.sights, fromNs, toNs, machine.loop.nowNs, stage),
      cycles: [],
    };
  }
}

function isWork(stage: number): boolean {
  return stage === Stage.host || stage === Stage.backend || stage === Stage.guest || stage === Stage.application;
}

function isWay(stage: number): boolean {
  return stage === Stage.wire || stage === Stage.nic;
}

function findRing(machine: Machine, packet: number): Ring | null {
  for (const queue of machine.ledger.queues) if (queue instanceof Ring && queue.positionOf(packet) >= 0) return queue;
  return null;
}

function placeOf(machine: Machine, ring: Ring): string {
  return machine.ledger.slots.find(({ at }) => at === ring.dropSlot)?.name ?? '';
}

function findTurn(machine: Machine, packet: number): Turn | null {
  for (const core of machine.cores) {
    const context = core.present;
    const service = context?.present;
    if (!context || !service) continue;
    for (let place = 0; place < service.packetsAtWork; place++) {
      if (core.batch[place] !== packet) continue;
      const aheadNs = place > 0 ? core.doneNs[place - 1] : service.cost.eventNs;
      return {
        service,
        takesNs: context.takesNs,
        beganNs: context.beganNs,
        packets: service.packetsAtWork,
        place,
        merges: core.merges[place],
        aheadNs,
        doneNs: core.doneNs[place],
      };
    }
  }
  return null;
}

/** Why the packet is still in the ring. */
function reasonOf(machine: Machine, ring: Ring, packet: number): string {
  const { nowNs } = machine.loop;
  const ahead = ring.positionOf(packet);
  if (!ring.consumer) {
    if (ring.waitStage === Stage.wire) return ahead > 0 ? `behind ${count(ahead, 'frame')} on the wire` : 'on the wire';
    if (ring.waitStage === Stage.nic) return 'device, PCIe and memory';
    return ahead > 0 ? `behind ${count(ahead, 'frame')} of the ring` : 'the NIC reads descriptor and data, and sends in turn';
  }
  const { context } = ring.consumer;
  if (ring.state !== RingState.polling) {
    return ring.openAtNs > nowNs ? `${context.name} is told, and wakes up` : 'the interrupt is held back (moderation)';
  }
  if (ring.consumer.waitsForRoom) return `${context.name} waits for room in the next queue`;
  const running = context.core.present;
  if (context.state === ContextState.running) {
    const at = context.present;
    return at && at.packetsAtWork > 0
      ? `${context.name} works on ${count(at.packetsAtWork, 'packet')} before it (${at.name})`
      : `${context.name} spends what it owes first: interrupts, notifications, timer ticks, readings of counters`;
  }
  if (context.state === ContextState.idle) return `the polling loop of ${context.name} comes round`;
  return running ? `core ${context.core.number} runs ${running.name}` : `${context.name} is about to run`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What was seen, made into pieces that fill the step. */
function piecesOf(sights: readonly Sight[], fromNs: number, toNs: number, nowNs: number, stage: number): TraceStep['pieces'] {
  const seen = sights.filter(({ atNs }) => atNs < toNs);
  if (seen.length === 0) return [{ reason: usualReason(stage), ns: toNs - fromNs }];
  // Work takes the packet later than the event: that is the switch to its context.
  const switched = isWay(stage) || stage === Stage.think ? toNs : Math.min(toNs, Math.max(fromNs, nowNs));
  const pieces = seen.map(({ atNs, reason }, index) => ({
    reason,
    ns: Math.max(0, Math.min(seen[index + 1]?.atNs ?? switched, switched) - (index === 0 ? fromNs : Math.max(fromNs, atNs))),
  }));
  if (toNs > switched) pieces.push({ reason: 'switch to the context', ns: toNs - switched });
  return pieces.filter(({ ns }) => ns > 0);
}

function usualReason(stage: number): string {
  if (stage === Stage.wire) return 'serialization and propagation';
  if (stage === Stage.nic) return 'device, PCIe and memory';
  if (isWork(stage)) return 'work';
  return 'taken at once, after the switch to the context';
}

function workStep(
  machine: Machine,
  { service, takesNs, beganNs, packets, place, merges, aheadNs, doneNs }: Turn,
  { frames, bytes }: PacketFollower,
  toNs: number,
): Omit<FollowedStep, 'stage' | 'fromNs' | 'toNs'> {
  const { context } = service;
  const whole = Number.isFinite(doneNs);
  const pieces = whole
    ? [
        { reason: 'what is owed first: interrupts, notifications, timer ticks, readings of counters', ns: beganNs - takesNs },
        { reason: place === 0 ? 'the batch begins' : `the batch begins, ${count(place, 'packet')} of it first`, ns: aheadNs },
        { reason: 'work on this packet', ns: doneNs - aheadNs },
        { reason: `leaves with its batch of ${packets}`, ns: toNs - beganNs - doneNs },
      ]
    : [{ reason: 'work on this packet, in slices that interrupts break into', ns: toNs - takesNs }];
  const pages = Math.ceil(bytes / PAGE_BYTES);
  return {
    kind: 'work',
    where: service.name,
    place: '',
    context: context.name,
    core: context.core.number,
    // Times of one event are sums in different orders: what differs by rounding is nothing.
    pieces: pieces.filter(({ ns }) => ns > 1e-6),
    cycles: service.cost.ofPacket(merges, frames, bytes, pages).flatMap(({ slot, ns }) => {
      const [actor = '', activity = ''] = (machine.ledger.slots.find(({ kind, at }) => kind === 'cycles' && at === slot)?.name ?? '').split(
        '|',
      );
      return ns > 0 ? [{ actor, activity, cycles: ns * context.core.frequencyGhz }] : [];
    }),
  };
}
