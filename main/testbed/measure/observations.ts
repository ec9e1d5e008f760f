/** What the lab measures at an adapter of a guest, one file section each: the test, what it does, and the values that it gives. */
import type { GuestTest } from '../../../shared/testbed/guest-measuring.ts';
import type { TrialMeasurer } from '../../experiment/methods/trial-measurer.ts';
import { createGuestTrials } from './guest-trials.ts';
import { MeasuringError } from '../measuring-error.ts';
import { numberOf } from './line-dialogue.ts';
import { addressesOf, DISCARD_PORT } from './qemu/command.ts';
import { perName, type KvmCounts } from './qemu/kvm-counts.ts';
import type { AccessCounts } from './qemu/register-accesses.ts';
import type { Adapter, RunningGuest } from './qemu/running-guest.ts';

export interface Observation {
  /** Of the adapter. */
  readonly device: string;
  readonly test: GuestTest;
  /** From 0. */
  readonly repetition: number;
  readonly values: ObservedValues;
}

/** What a test gives; the others are left out. */
export interface ObservedValues {
  /** Of round trips, ns: at probabilities 0.001 to 0.999 in steps of 0.001, then 0.9999. */
  readonly quantilesNs?: readonly number[];
  readonly averageNs?: number;
  readonly receivedPps?: number;
  readonly offeredPps?: number;
  readonly lossRatio?: number;
  readonly transmittedPps?: number;
  /** Payload of TCP, bit/s. */
  readonly streamBps?: number;
  /** Null: every load that was tried had loss. */
  readonly throughputPps?: number | null;
  /** Of one round trip; interrupts are null where QEMU does not see them. */
  readonly accesses?: Omit<AccessCounts, 'interrupts'> & { readonly interrupts: number | null; readonly roundTrips: number };
  /** CPU time of QEMU for one frame, ns: of the thread of the virtual CPU, and of all others. */
  readonly vcpuNsPerFrame?: number;
  readonly deviceNsPerFrame?: number;
  /** Undefined where the counters of KVM cannot be read. */
  readonly kvmPerFrame?: KvmCounts;
}

export interface TestSettings {
  /** Of each test that lasts, s. */
  readonly durationS: number;
  readonly frameBytes: number;
  /** Round trips of a test that counts them. */
  readonly roundTrips: number;
  /** More than a guest takes, frames per second. */
  readonly overloadPps: number;
  /** Finds the throughput with the trials of a measurer, frames per second; null when every load has loss. */
  readonly searchThroughput: (measurer: TrialMeasurer, signal: AbortSignal) => Promise<number | null>;
}

type Observe = (guest: RunningGuest, adapter: Adapter, settings: TestSettings, signal: AbortSignal) => Promise<ObservedValues>;

/** Round trips before those that count: caches of the guest and of the translator are filled then. */
const WARMING_ROUND_TRIPS = 100;
/** Bytes of an Ethernet frame around the payload of UDP, with the check sequence. */
const AROUND_PAYLOAD_BYTES = 18 + 20 + 8;

export const observe: Readonly<Record<GuestTest, Observe>> = {
  async 'round-trips'(guest, { peer }, { roundTrips, frameBytes }, signal) {
    await peer.requests(WARMING_ROUND_TRIPS, frameBytes, signal);
    return withCpuTime(guest, async () => {
      const { latency, received } = await peer.requests(roundTrips, frameBytes, signal);
      if (!latency) throw new MeasuringError('No frame came back from the guest.');
      return { frames: received, values: { averageNs: latency.averageNs, quantilesNs: latency.quantilesNs } };
    });
  },
  async receive(guest, { peer }, { overloadPps, durationS, frameBytes }, signal) {
    await guest.ask('discarded', 0, signal);
    return withCpuTime(guest, async () => {
      const sent = await peer.send(overloadPps, durationS * 1000, frameBytes, signal);
      const frames = numberOf(await guest.ask('discarded', 0, signal), 'frames');
      return { frames, values: { offeredPps: sent / durationS, receivedPps: frames / durationS, lossRatio: 1 - frames / sent } };
    });
  },
  async transmit(guest, adapter, { durationS, frameBytes }, signal) {
    const payload = frameBytes - AROUND_PAYLOAD_BYTES;
    return withCpuTime(guest, async () => {
      const request = `source ${addressesOf(adapter).peer} ${DISCARD_PORT} ${payload} ${durationS * 1000}`;
      // The guest answers when its time is over; the generator listens a little longer than that.
      const [answer, frames] = await Promise.all([
        guest.ask(request, durationS * 1000, signal),
        adapter.peer.receive(durationS * 1000 + LISTENING_MS, signal),
      ]);
      return { frames, values: { transmittedPps: frames / (numberOf(answer, 'ns') / 1e9) } };
    });
  },
  async stream(guest, adapter, { durationS }, signal) {
    const request = `stream ${addressesOf(adapter).streamServer} ${DISCARD_PORT} ${durationS * 1000}`;
    const answer = await guest.ask(request, durationS * 1000, signal);
    return { streamBps: (numberOf(answer, 'bytes') * 8) / (numberOf(answer, 'ns') / 1e9) };
  },
  async throughput(_guest, { device, peer }, { searchThroughput }, signal) {
    return { throughputPps: await searchThroughput(createGuestTrials(device.id, peer), signal) };
  },
  async accesses(guest, adapter, { roundTrips, frameBytes }, signal) {
    // Its notifications go to the kernel and are in no trace of QEMU.
    if (adapter.device.wire === 'vhost') return {};
    await adapter.peer.requests(WARMING_ROUND_TRIPS, frameBytes, signal);
    let received = 0;
    const counts = await guest.countAccesses(adapter, async () => {
      ({ received } = await adapter.peer.requests(roundTrips, frameBytes, signal));
    });
    const accesses = perRoundTrip(counts, received);
    // The kernel has the interrupt controller of a guest on KVM, and QEMU sees no interrupt.
    const interrupts = guest.accelerator === 'kvm' ? null : accesses.interrupts;
    return { accesses: { ...accesses, interrupts, roundTrips: received } };
  },
};

const LISTENING_MS = 200;

/** CPU time that QEMU takes for each frame while a test goes on. */
async function withCpuTime(
  guest: RunningGuest,
  work: () => Promise<{ readonly frames: number; readonly values: ObservedValues }>,
): Promise<ObservedValues> {
  const [before, countsBefore] = [guest.threadTimes(), guest.kvmCounts()];
  const { frames, values } = await work();
  const [after, countsAfter] = [guest.threadTimes(), guest.kvmCounts()];
  if (frames === 0) return values;
  return {
    ...values,
    vcpuNsPerFrame: ((after.vcpuS - before.vcpuS) * 1e9) / frames,
    deviceNsPerFrame: ((after.deviceS - before.deviceS) * 1e9) / frames,
    ...(countsBefore && countsAfter && { kvmPerFrame: perName((name) => (countsAfter[name] - countsBefore[name]) / frames) }),
  };
}

function perRoundTrip(counts: AccessCounts, roundTrips: number): AccessCounts {
  const part = (count: number) => (roundTrips > 0 ? count / roundTrips : 0);
  return {
    registerReads: part(counts.registerReads),
    registerWrites: part(counts.registerWrites),
    queueNotifications: part(counts.queueNotifications),
    interrupts: part(counts.interrupts),
  };
}
