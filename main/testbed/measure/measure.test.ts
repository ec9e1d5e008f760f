import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { measuredResultSchema } from '../../../shared/measured/schema.ts';
import { stepsInOrder } from './campaign.ts';
import { guestDevices } from './devices.ts';
import { createGuestTrials } from './guest-trials.ts';
import { createLineDialogue, numberOf, numbersOf } from './line-dialogue.ts';
import { EMULATED_CPU } from '../../../shared/measured/emulated-cpu.ts';
import { measuredGuest } from './measured-guest.ts';
import { MeasuringError } from '../measuring-error.ts';
import type { Observation, ObservedValues } from './observations.ts';
import type { Peer, PeerTrial, TrialOrder } from './peer.ts';

const signal = new AbortController().signal;

describe('a dialogue of lines', () => {
  function dialogueWith(answers: Readonly<Record<string, string>>) {
    const [toPartner, fromPartner] = [new PassThrough(), new PassThrough()];
    toPartner.setEncoding('utf8').on('data', (line: string) => fromPartner.write(`${answers[line.trim()] ?? ''}\n`));
    return { dialogue: createLineDialogue('The guest', fromPartner, toPartner), fromPartner };
  }
  const patient = { patienceMs: 60_000, signal };

  it('gives the fields of an answer', async () => {
    const { dialogue } = dialogueWith({ discarded: 'ok frames=12 list=1,2,3\r' });
    const answer = await dialogue.ask('discarded', patient);
    expect(numberOf(answer, 'frames')).toBe(12);
    expect(numbersOf(answer, 'list')).toEqual([1, 2, 3]);
    expect(numbersOf(answer, 'nothing')).toEqual([]);
    expect(() => numberOf(answer, 'bytes')).toThrow(MeasuringError);
  });

  it('says what the partner answered when it is no success', async () => {
    const { dialogue } = dialogueWith({ interface: 'error no interface has the address' });
    await expect(dialogue.ask('interface', patient)).rejects.toThrow(
      'The guest answered "error no interface has the address" to "interface".',
    );
  });

  it('says that the partner has gone', async () => {
    const { dialogue, fromPartner } = dialogueWith({});
    fromPartner.end();
    await once(fromPartner, 'end').catch(() => undefined);
    await expect(dialogue.greeting('ready', patient)).rejects.toThrow('The guest has ended before it answered the start.');
  });

  it('says so too when the connection to the partner breaks', async () => {
    const fromPartner = new PassThrough();
    const dialogue = createLineDialogue('The guest', fromPartner, new PassThrough());
    const asked = dialogue.ask('discarded', patient);
    fromPartner.destroy(new Error('read ECONNRESET'));
    await expect(asked).rejects.toThrow('The guest has ended before it answered "discarded".');
  });

  it('does not wait longer than its patience, and not when it is called off', async () => {
    const silent = createLineDialogue('The guest', new PassThrough(), new PassThrough());
    await expect(silent.ask('discarded', { patienceMs: 1, signal })).rejects.toThrow('did not answer "discarded"');
    const controller = new AbortController();
    const asked = silent.ask('discarded', { patienceMs: 60_000, signal: controller.signal });
    controller.abort(new Error('called off'));
    await expect(asked).rejects.toThrow('called off');
  });
});

describe('trials with a guest', () => {
  const trial: PeerTrial = {
    sent: 1000,
    received: 900,
    latency: { minimumNs: 5, averageNs: 500, maximumNs: 2000, quantilesNs: Array.from({ length: 1000 }, (_, index) => index + 1) },
    sendingNs: 1e9,
    settlingNs: 2e9,
    taggedNs: 420,
    lastLossNs: 5e8,
  };

  function trialsOf(answer: PeerTrial) {
    const orders: TrialOrder[] = [];
    const peer: Pick<Peer, 'trial'> = {
      trial: async (order) => {
        orders.push(order);
        return answer;
      },
    };
    return { measurer: createGuestTrials('e1000', peer as Peer), orders };
  }

  it('report what the simulator’s trials report', async () => {
    const { measurer, orders } = trialsOf(trial);
    const result = await measurer.measure({ loadPps: 1000, durationS: 1, frames: { kind: 'fixed', frameBytes: 128 } }, signal);
    expect(orders).toEqual([{ loadPps: 1000, frameBytes: 128, settleMs: 2000, steps: [{ factor: 1, durationMs: 1000 }] }]);
    expect(result).toMatchObject({ offeredFrames: 1000, receivedFrames: 900, taggedLatencyNs: 420, lastLossS: 0.5 });
    expect(result.lossRatio).toBeCloseTo(0.1);
    expect(result.forwardingRatePps).toBeCloseTo(900);
    expect(result.latency).toMatchObject({ samples: 900, p50Ns: 500, p99Ns: 990, p999Ns: 999, p9999Ns: 1000 });
    expect(result.shares).toEqual([{ name: 'e1000', weight: 1, offeredFrames: 1000, receivedFrames: 900 }]);
  });

  it('refuse what the generator cannot send', async () => {
    const { measurer } = trialsOf(trial);
    const request = { loadPps: 1000, durationS: 1, frames: null };
    await expect(measurer.measure({ ...request, backgroundPps: 5 }, signal)).rejects.toThrow(MeasuringError);
    const mixed = { kind: 'empirical' as const, sizes: [{ frameBytes: 64, weight: 1 }] };
    await expect(measurer.measure({ ...request, frames: mixed }, signal)).rejects.toThrow('frames of one size');
  });
});

describe('the order of a campaign', () => {
  const order = { devices: ['e1000', 'virtio-net'], tests: ['round-trips', 'receive'] as const, repetitions: 5, seed: 3 };

  it('has every step once, and is drawn by its seed', () => {
    const steps = stepsInOrder(order);
    const named = steps.map(({ device, test, repetition }) => `${device} ${test} ${repetition}`);
    expect(new Set(named).size).toBe(20);
    expect(stepsInOrder(order)).toEqual(steps);
    expect(stepsInOrder({ ...order, seed: 4 })).not.toEqual(steps);
    expect(named).not.toEqual(named.toSorted());
  });
});

describe('the measured result of guests', () => {
  const devices = guestDevices.filter(({ id }) => id === 'e1000' || id === 'rtl8139');
  const circumstances = {
    accelerator: 'tcg' as const,
    qemuVersion: '7.2',
    guestRelease: '6.1',
    measuredAt: '2026-01-02T03:04:05.000Z',
    frameBytes: 64,
    host: [{ name: 'Processor', value: '2 x CPU' }],
  };
  const observation = (device: string, test: Observation['test'], repetition: number, values: ObservedValues): Observation => ({
    device,
    test,
    repetition,
    values,
  });
  const accesses = { registerReads: 4, registerWrites: 5, queueNotifications: 0, interrupts: 1, roundTrips: 100 };
  const result = measuredGuest(
    devices,
    [
      observation('e1000', 'round-trips', 0, { averageNs: 100, quantilesNs: Array<number>(1000).fill(90), vcpuNsPerFrame: 7 }),
      observation('e1000', 'round-trips', 1, { averageNs: 300, quantilesNs: Array<number>(1000).fill(110), vcpuNsPerFrame: 9 }),
      observation('e1000', 'throughput', 0, { throughputPps: null }),
      observation('e1000', 'accesses', 0, { accesses }),
      observation('rtl8139', 'receive', 0, { receivedPps: 5000, offeredPps: 40_000, lossRatio: 0.5, vcpuNsPerFrame: 3 }),
      observation('rtl8139', 'receive', 1, { receivedPps: 9000, offeredPps: 39_000, lossRatio: 0.9, vcpuNsPerFrame: 3 }),
    ],
    circumstances,
  );
  const seriesOf = (label: string, quantity: string) => result.series.find((one) => one.label === label && one.quantity === quantity);

  it('is a measured result like any other', () => {
    expect(measuredResultSchema.parse(result)).toEqual(result);
  });

  it('begins its warnings with the banner of an emulated CPU, and has none on KVM', () => {
    expect(result.warnings[0]).toBe(EMULATED_CPU);
    expect(measuredGuest(devices, [], { ...circumstances, accelerator: 'kvm' }).warnings).not.toContain(EMULATED_CPU);
  });

  it('says where the frames of a virtual function of the host come from, and not that there is no adapter in them', () => {
    const functionOf = guestDevices.filter(({ wire }) => wire === 'switch');
    const own = measuredGuest(functionOf, [observation('vfio-vf', 'round-trips', 0, { averageNs: 100 })], circumstances);
    expect(own.warnings.join(' ')).toContain('a second guest at another one');
    expect(own.warnings.join(' ')).not.toContain('no physical adapter');
    expect(own.series.map(({ label }) => label)).toEqual(['sriov']);
    expect(result.warnings.join(' ')).not.toContain('a second guest');
  });

  it('has the mean of the repetitions with its interval, under the name of the technique where the lab has one', () => {
    const [point] = seriesOf('emulated', 'mean round trip')?.points ?? [];
    // Student t with 1 degree of freedom: 12.706; standard error 100.
    expect(point).toMatchObject({ value: 200, deviation: expect.closeTo(141.42, 1), high: expect.closeTo(200 + 1270.6, 0) });
    expect(seriesOf('emulated', 'exits asked for by the driver in a round trip')?.points[0]).toMatchObject({ value: 9, low: null });
    expect(seriesOf('rtl8139', 'frames that the guest took at overload')?.metric).toBe('deliveredPps');
    expect(seriesOf('emulated', 'RFC 2544 throughput')).toBeUndefined();
  });

  it('gives what was measured at overload its load, and the others none', () => {
    for (const quantity of ['frames sent to the guest at overload', 'frames that the guest took at overload', 'loss at overload'])
      expect(seriesOf('rtl8139', quantity)).toMatchObject({ axis: { kind: 'load' }, points: [{ x: 39_500 }] });
    expect(seriesOf('emulated', 'mean round trip')).toMatchObject({ axis: null, points: [{ x: null }] });
  });

  it('ends intervals of few repetitions where a value cannot be', () => {
    expect(seriesOf('emulated', 'mean round trip')?.points[0]?.low).toBe(0);
    expect(seriesOf('rtl8139', 'loss at overload')?.points[0]).toMatchObject({ value: 0.7, low: 0, high: 1 });
    expect(seriesOf('rtl8139', 'frames that the guest took at overload')?.points[0]?.high).toBeCloseTo(7000 + 12.706 * 2000, 0);
  });

  it('tells CPU time by test, because it is of another kind of frame in each', () => {
    expect(seriesOf('emulated', 'CPU time of the virtual CPU for a frame (round-trips)')?.points[0]?.value).toBe(8);
    expect(seriesOf('rtl8139', 'CPU time of the virtual CPU for a frame (receive)')?.points[0]?.value).toBe(3);
  });

  it('has no count of interrupts where QEMU sees none of them, and what KVM counts instead', () => {
    const kvmPerFrame = { exits: 5, registerExits: 3, idleExits: 1, interrupts: 2 };
    const own = measuredGuest(
      devices,
      [
        observation('e1000', 'accesses', 0, { accesses: { ...accesses, interrupts: null } }),
        observation('e1000', 'receive', 0, { kvmPerFrame }),
      ],
      { ...circumstances, accelerator: 'kvm' },
    );
    expect(own.series.map(({ quantity, points }) => [quantity, points[0]?.value])).toEqual([
      ['exits asked for by the driver in a round trip', 9],
      ['register reads in a round trip', 4],
      ['register writes in a round trip', 5],
      ['queue notifications in a round trip', 0],
      ['exits of KVM for a frame (receive)', 5],
      ['exits of KVM to QEMU for a register, for a frame (receive)', 3],
      ['exits of KVM of an idle CPU, for a frame (receive)', 1],
      ['interrupts by KVM for a frame (receive)', 2],
    ]);
  });

  it('has the distribution of round trips', () => {
    expect(result.distributions).toHaveLength(1);
    expect(result.distributions[0]?.steps[499]).toEqual({ ns: 100, probability: 0.5 });
    expect(result.distributions[0]?.steps.at(-1)).toEqual({ ns: 100, probability: 0.9999 });
  });
});
