import { describe, expect, it } from 'vitest';
import { techniqueNames } from '../../../shared/catalogue/techniques.ts';
import { packetTraceSchema } from '../../../shared/result/packet-trace.ts';
import { scenarioSchema, type ScenarioInput } from '../../../shared/scenario/schema.ts';
import type { SimulationTask } from '../run-record.ts';
import { simulate } from '../simulate.ts';
import { tracePacket } from './trace-packet.ts';

type Traffic = ScenarioInput['flows'][number]['traffic'];

function taskOf(
  name: (typeof techniqueNames)[number],
  direction: 'receive' | 'transmit' | 'vm-to-vm' | 'forward',
  traffic: Traffic,
): SimulationTask {
  const application =
    direction === 'forward'
      ? { kind: 'poll-forwarder' as const }
      : traffic.kind === 'request-response'
        ? { kind: 'request-server' as const }
        : { kind: 'sockets' as const };
  const scenario = scenarioSchema.parse({
    costModel: name === 'xen-split-driver' ? 'xen-2006' : 'kvm-2017',
    host: { networkCores: 1, cores: 3 },
    nic: { ports: name === 'direct' ? 3 : 1 },
    vms: [{ name: 'vm', count: 3, application }],
    flows: [{ name: 'load', vms: 'vm', direction, traffic, ...(direction === 'vm-to-vm' ? { toVms: 'vm' } : {}) }],
    techniques: [{ name }],
    method: { durationMs: 3, warmup: 0, seed: 7 },
  });
  return { scenario, technique: { name, options: {} }, replication: 0 };
}

const poisson = { kind: 'poisson' as const, load: 150_000, loadUnit: 'packets-per-second' as const, size: { kind: 'imix' as const } };
const kinds = [
  ['receive', poisson],
  ['transmit', poisson],
  ['vm-to-vm', poisson],
  ['forward', poisson],
  ['receive', { kind: 'request-response' as const }],
  ['receive', { kind: 'tcp-stream' as const }],
] as const;

describe.each(techniqueNames)('a traced packet of %s', (name) => {
  it.each(kinds)('has steps that make its latency exactly, and leaves the run as it is: %s', (direction, traffic) => {
    const task = taskOf(name, direction, traffic);
    const plain = simulate(task);
    for (const quantile of [0, 0.5, 0.99, 1]) {
      const traced = tracePacket(task, { quantile });
      if (!traced) throw new Error('There is a packet at each quantile.');
      const { trace, record } = traced;
      expect(record).toEqual(plain);
      expect(packetTraceSchema.parse(trace)).toEqual(trace);
      expect(trace.outcome).toBe('delivered');
      expect(trace.steps[0]?.fromNs).toBe(trace.createdNs);
      for (const [index, step] of trace.steps.entries()) {
        if (index > 0) expect(step.fromNs).toBe(trace.steps[index - 1]?.toNs);
        const seen = step.pieces.reduce((sum, { ns }) => sum + ns, 0);
        expect([step, Math.abs(seen - (step.toNs - step.fromNs)) < 1e-3]).toEqual([step, true]);
        expect(step.part === '' ? step : '').toBe('');
      }
      expect((trace.steps.at(-1)?.toNs ?? 0) - trace.createdNs).toBe(trace.latencyNs);
      expect(trace.quantile).toBeGreaterThanOrEqual(quantile - 1e-9);
    }
  });
});

it('has work whose cycles by account are all of it, those of merging too', () => {
  const { scenario, ...rest } = taskOf('sriov', 'receive', { kind: 'tcp-stream' });
  const task = { ...rest, scenario: { ...scenario, nic: { ...scenario.nic, lineRateGbps: 100 } } };
  const { frequencyGhz } = simulate(task);
  let merging = 0;
  for (const quantile of [0.1, 0.25, 0.5, 0.75, 0.9]) {
    const step = tracePacket(task, { quantile })?.trace.steps.find(({ where }) => where === 'soft interrupt');
    if (!step) throw new Error('Every packet meets the soft interrupt of its guest.');
    const ns = step.pieces.find(({ reason }) => reason === 'work on this packet')?.ns ?? 0;
    const cycles = step.cycles.reduce((sum, one) => sum + one.cycles, 0);
    expect(cycles / frequencyGhz / ns).toBeCloseTo(1, 9);
    merging += step.cycles.find(({ activity }) => activity === 'segment merge')?.cycles ?? 0;
  }
  expect(merging).toBeGreaterThan(0);
});

it('waits for a reading of counters by the core that forwards, and says so', () => {
  const { scenario, ...rest } = taskOf('native', 'forward', poisson);
  const vms = scenario.vms.map((group) => ({
    ...group,
    application: { kind: 'data-plane', implementation: 'vpp', counterReadingsMs: 12_000 },
  }));
  const task = { ...rest, scenario: scenarioSchema.parse({ ...scenario, vms, method: { ...scenario.method, rareEvents: 'once' } }) };
  const slowest = tracePacket(task, { quantile: 1 })?.trace;
  const reasons = slowest?.steps.flatMap(({ pieces }) => pieces).sort((one, other) => other.ns - one.ns);
  expect(reasons?.[0]?.reason).toContain('readings of counters');
});

it('is the same packet under another technique', () => {
  const one = tracePacket(taskOf('emulated', 'receive', poisson), { quantile: 0.5 })?.trace;
  if (!one) throw new Error('There is a packet.');
  const other = tracePacket(taskOf('sriov', 'receive', poisson), { packet: one.packet })?.trace;
  expect([other?.createdNs, other?.bytes, other?.vm]).toEqual([one.createdNs, one.bytes, one.vm]);
  expect(other?.latencyNs).toBeLessThan(one.latencyNs);
});

it('follows a packet to where it is lost', () => {
  const task = taskOf('sriov', 'receive', { ...poisson, load: 12_000_000, size: { kind: 'fixed', frameBytes: 64 } });
  const outcomes = [8000, 9000, 9500, 9900].map((number) => tracePacket(task, { packet: { source: 0, number } })?.trace);
  const lost = outcomes.find((trace) => trace?.outcome === 'lost');
  expect(lost?.quantile).toBeNull();
  expect(lost?.steps.at(-1)).toMatchObject({ stage: 'lost', part: 'nic-receive-ring' });
});
