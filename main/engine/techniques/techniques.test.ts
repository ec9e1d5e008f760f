/** What each technique is known for: its exits, copies, interrupts, actors and limits, in whole runs. */
import { describe, expect, it } from 'vitest';
import { techniqueNames, type TechniqueName } from '../../../shared/catalogue/techniques.ts';
import { scenarioSchema, type ScenarioInput } from '../../../shared/scenario/schema.ts';
import { at } from '../model/bare-machine.fixture.ts';
import type { RunRecord } from '../run-record.ts';
import { simulate } from '../simulate.ts';

type Options = NonNullable<ScenarioInput['techniques'][number]['options']>;
type Direction = 'receive' | 'transmit' | 'vm-to-vm' | 'forward';
type TrafficInput = ScenarioInput['flows'][number]['traffic'];

const pps = (load: number): TrafficInput => ({ kind: 'poisson', load, loadUnit: 'packets-per-second' });

function run(
  name: TechniqueName,
  traffic: TrafficInput,
  { direction = 'receive', options = {}, ...changes }: { direction?: Direction; options?: Options } & Partial<ScenarioInput> = {},
): RunRecord {
  const vms = changes.vms ?? [{ name: 'vm', count: 4 }];
  const count = vms.reduce((sum, group) => sum + (group.count ?? 1), 0);
  const scenario = scenarioSchema.parse({
    nic: { ports: name === 'direct' ? count : 1 },
    flows: [{ name: 'load', vms: 'vm', direction, traffic, ...(direction === 'vm-to-vm' ? { toVms: 'vm' } : {}) }],
    techniques: [{ name, options }],
    method: { durationMs: 10, warmup: 1 },
    ...changes,
    vms,
  });
  return simulate({ scenario, technique: at(scenario.techniques, 0), replication: 0 });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const delivered = (record: RunRecord) => sum(record.vms.map(({ deliveredFrames }) => deliveredFrames));
const deliveredGbps = (record: RunRecord) => (8 * sum(record.vms.map(({ deliveredBytes }) => deliveredBytes))) / record.windowNs;
const lossRatio = (record: RunRecord) =>
  sum(record.vms.map(({ lostFrames }) => lostFrames)) / sum(record.vms.map(({ offeredFrames }) => offeredFrames));
const exits = (record: RunRecord, reason?: string) =>
  sum(record.exits.filter((exit) => reason === undefined || exit.reason === reason).map(({ count }) => count));
const interrupts = (record: RunRecord) => sum(record.interrupts.map(({ count }) => count));
const copiesPerFrame = (record: RunRecord) => sum(record.copies.map(({ count }) => count)) / delivered(record);
const cyclesOf = (record: RunRecord, activity: string) =>
  sum(record.cycles.filter((entry) => entry.activity === activity).map(({ cycles }) => cycles));
const cyclesPerFrame = (record: RunRecord) => record.busyCycles / delivered(record);
const utilizationOf = (record: RunRecord, name: string) =>
  record.resources.find((resource) => resource.name.startsWith(name))?.utilization ?? 0;
const inVms = (kind: 'kernel-forwarder' | 'poll-forwarder') => [{ name: 'vm', count: 4, application: { kind } }];

describe('exits', () => {
  it('are none natively, on receive and on transmit', () => {
    expect(exits(run('native', pps(200_000)))).toBe(0);
    expect(exits(run('native', pps(200_000), { direction: 'transmit' }))).toBe(0);
  });

  it('are none for a Xen guest, which has event channels and hypercalls', () => {
    const record = run('xen-split-driver', pps(50_000), { direction: 'transmit' });
    expect(exits(record)).toBe(exits(record, 'hypercall') + exits(record, 'external interrupt'));
    expect(exits(record, 'hypercall')).toBeGreaterThan(0);
    expect(cyclesOf(record, 'grant operation')).toBeGreaterThan(0);
  });

  it('of an emulated device are one for each sent frame, and more for its interrupts', () => {
    const causes = (record: RunRecord) => 3 * (record.interrupts.find(({ kind }) => kind === 'virtual')?.count ?? 0);
    // Cause read, mask and unmask for each interrupt, of sent frames too; besides, a tail write for each frame or batch sent, and for every 16 received.
    for (const transmitBatch of [1, 4]) {
      const sending = run('emulated', pps(20_000), { direction: 'transmit', options: { transmitBatch } });
      expect((exits(sending, 'register access') - causes(sending)) / delivered(sending)).toBeCloseTo(1 / transmitBatch, 1);
    }
    const receiving = run('emulated', pps(20_000));
    expect(exits(receiving, 'register access')).toBeCloseTo(causes(receiving) + delivered(receiving) / 16, -1);
  });

  it.each(['virtio', 'vhost-net', 'vmdq'] as const)('of a kick are at most one for each sent frame with %s, and few under load', (name) => {
    const kicksPerFrame = (load: number) => {
      const record = run(name, pps(load), { direction: 'transmit' });
      return exits(record, 'kick') / delivered(record);
    };
    expect(kicksPerFrame(4000)).toBeGreaterThan(0.8);
    expect(kicksPerFrame(4000)).toBeLessThanOrEqual(1.02);
    expect(kicksPerFrame(4_000_000)).toBeLessThan(0.3);
  });

  it('of a kick are none with a polling switch', () => {
    expect(exits(run('vhost-user', pps(200_000), { direction: 'transmit' }), 'kick')).toBe(0);
  });

  it.each(['direct', 'sriov'] as const)('are two for an interrupt of %s without posting, and with it only halts', (name) => {
    const without = run(name, pps(400_000), { options: { interruptPosting: false } });
    expect(exits(without) / interrupts(without)).toBeCloseTo(2, 6);
    const posted = run(name, pps(400_000), { options: { interruptPosting: true } });
    expect(exits(posted)).toBe(exits(posted, 'halt'));
    expect(posted.interrupts.map(({ kind }) => kind)).toContain('posted');
  });

  it.each(['direct', 'sriov'] as const)(
    'of a running guest of %s are none but the timer’s with exitless interrupts, without posting hardware',
    (name) => {
      const era = { costModel: 'kvm-2010', host: { profile: 'xeon-x5570' } };
      const load = pps(1_000_000);
      const exitless = run(name, load, { ...era, options: { exitlessInterrupts: true } });
      expect(exits(exitless)).toBe(exits(exitless, 'halt') + exits(exitless, 'timer'));
      expect(exits(exitless, 'timer')).toBeGreaterThan(0);
      expect(exitless.interrupts.map(({ kind }) => kind)).toContain('exitless');
      expect(exits(run(name, load, { ...era, options: { interruptPosting: false } }), 'end of interrupt')).toBeGreaterThan(0);
    },
  );

  it('come without posting where the machine of the era has none, whatever is asked for', () => {
    const record = run('sriov', pps(200_000), {
      options: { interruptPosting: true },
      costModel: 'kvm-2013',
      host: { profile: 'xeon-e5-2690' },
    });
    expect(exits(record) / interrupts(record)).toBeCloseTo(2, 6);
  });
});

describe('copies', () => {
  it('are one natively and with assigned devices, two where the host copies into the guest', () => {
    const copies = Object.fromEntries(techniqueNames.map((name) => [name, Math.round(10 * copiesPerFrame(run(name, pps(20_000)))) / 10]));
    expect(copies).toEqual({
      native: 1,
      emulated: 2,
      'xen-split-driver': 2,
      virtio: 2,
      'vhost-net': 2,
      'vhost-user': 2,
      vmdq: 1,
      direct: 1,
      sriov: 1,
    });
  });

  it('are one more with VMDq that copies each queue', () => {
    expect(copiesPerFrame(run('vmdq', pps(20_000), { options: { dataPlacement: 'copy' } }))).toBeCloseTo(2, 1);
  });

  it('by a sender are paid as copies to pages outside its core’s own cache, those of a receiver as cold ones', () => {
    const copyCycles = (direction: Direction, costs: Record<string, number>) => {
      const record = run('native', pps(20_000), { direction, costs });
      return cyclesOf(record, 'copy') / delivered(record);
    };
    const dearer = (direction: Direction, cost: string) => copyCycles(direction, { [cost]: 1 }) / copyCycles(direction, {});
    expect(dearer('transmit', 'copy.freshByte')).toBeGreaterThan(10);
    expect(dearer('transmit', 'copy.warmByte')).toBe(1);
    expect(dearer('transmit', 'copy.coldByte')).toBe(1);
    expect(dearer('receive', 'copy.coldByte')).toBeGreaterThan(5);
    expect(dearer('receive', 'copy.freshByte')).toBe(1);
  });

  it('are one fewer on transmit through vhost without copying', () => {
    const usual = run('vhost-net', pps(20_000), { direction: 'transmit' });
    const zeroCopy = run('vhost-net', pps(20_000), { direction: 'transmit', options: { zeroCopyTransmit: true } });
    expect(copiesPerFrame(usual) - copiesPerFrame(zeroCopy)).toBeCloseTo(1, 1);
    expect(cyclesPerFrame(zeroCopy)).toBeLessThan(cyclesPerFrame(usual));
  });
});

describe('what became of the split driver', () => {
  const options = (changes: Options) => ({
    costModel: 'xen-2006',
    host: { profile: 'opteron-250', networkCores: 1 },
    vms: [{ name: 'vm' }],
    options: changes,
  });
  const merged: TrafficInput = { kind: 'tcp-stream', connections: 4 };

  it('leaves grant operations and hypercalls out with persistent grants, and copies twice', () => {
    for (const direction of ['receive', 'transmit'] as const) {
      const record = run('xen-split-driver', pps(10_000), { direction, ...options({ grants: 'persistent' }) });
      expect([cyclesOf(record, 'grant operation'), cyclesOf(record, 'hypercall')]).toEqual([0, expect.any(Number)]);
      expect(copiesPerFrame(record)).toBeCloseTo(3, 1);
    }
  });

  it('lets the guest copy what it receives, so that its driver domain does less', () => {
    const busy = (grants: Options['grants']) => utilizationOf(run('xen-split-driver', pps(20_000), options({ grants })), 'core 0');
    expect(busy('guest-copy')).toBeLessThan(0.8 * busy('hypervisor'));
  });

  it('maps no page of what is sent when only headers are copied', () => {
    const record = run('xen-split-driver', pps(10_000), { direction: 'transmit', ...options({ grants: 'headers' }) });
    expect(cyclesOf(record, 'grant operation')).toBe(0);
  });

  it('grants whole pages where netback fills them', () => {
    const grants = (coalesceReceive: boolean) => {
      const record = run('xen-split-driver', merged, { ...options({ coalesceReceive }), costModel: 'kvm-2017', host: { networkCores: 1 } });
      return cyclesOf(record, 'grant operation') / delivered(record);
    };
    expect(grants(true)).toBeLessThan(0.7 * grants(false));
  });

  it('passes netback once for a container of packets', () => {
    const traffic: TrafficInput = { ...pps(400_000), size: { kind: 'fixed', frameBytes: 64 } } as TrafficInput;
    const rate = (aggregatePackets: number) => delivered(run('xen-split-driver', traffic, options({ aggregatePackets })));
    expect(rate(16)).toBeGreaterThan(1.3 * rate(1));
  });

  it('has no driver domain with the NIC driver in the hypervisor', () => {
    const usual = run('xen-split-driver', pps(10_000), options({}));
    const inside = run('xen-split-driver', pps(10_000), options({ driverPlacement: 'hypervisor' }));
    expect(inside.cycles.filter(({ actor, cycles }) => actor === 'driver domain' && cycles > 0)).toEqual([]);
    expect(cyclesPerFrame(inside)).toBeLessThan(0.7 * cyclesPerFrame(usual));
  });

  it('tells the guest when what it sent is done: events without anything received', () => {
    const record = run('xen-split-driver', pps(10_000), { direction: 'transmit', ...options({}) });
    expect(record.interrupts.find(({ kind }) => kind === 'event channel')?.count).toBeGreaterThan(10);
  });
});

describe('descriptors checked by the hypervisor (CDNA)', () => {
  it('need no exit and no IOMMU, but work for each descriptor', () => {
    const record = run('sriov', pps(20_000), { costModel: 'xen-2006', options: { dmaProtection: 'hypervisor', iommuMode: 'strict' } });
    expect(exits(record)).toBe(0);
    expect(cyclesOf(record, 'descriptor check')).toBeGreaterThan(0);
    expect(record.cycles.filter(({ activity, cycles }) => activity.startsWith('IOMMU') && cycles > 0)).toEqual([]);
    expect(record.interrupts.map(({ kind }) => kind)).toEqual(['event channel']);
  });
});

describe('the IOMMU', () => {
  it('costs a driver most in strict mode, less deferred, and nothing when buffers stay mapped or are not translated', () => {
    const cycles = (iommuMode: Options['iommuMode']) => cyclesPerFrame(run('sriov', pps(400_000), { options: { iommuMode } }));
    expect(cycles('strict')).toBeGreaterThan(cycles('deferred') + 1000);
    expect(cycles('deferred')).toBeGreaterThan(cycles('persistent'));
    expect(cycles('persistent') / cycles('pass-through')).toBeCloseTo(1, 2);
  });

  it('invalidates for each frame in strict mode and once for a batch in deferred mode', () => {
    const invalidation = (iommuMode: Options['iommuMode']) => {
      const record = run('sriov', pps(400_000), { options: { iommuMode } });
      return cyclesOf(record, 'IOTLB invalidation') / delivered(record);
    };
    expect(invalidation('strict') / invalidation('deferred')).toBeCloseTo(250, -1);
  });

  it('of shadow buffers costs a copy of each frame in place of mappings; the one to the application is then warm', () => {
    for (const direction of ['receive', 'transmit'] as const) {
      const record = (iommuMode: Options['iommuMode']) => run('native', pps(400_000), { direction, options: { iommuMode } });
      const [shadow, none] = [record('shadow-copy'), record('pass-through')];
      expect(copiesPerFrame(shadow) - copiesPerFrame(none)).toBeCloseTo(1, 1);
      expect(cyclesOf(shadow, 'IOMMU mapping')).toBe(0);
      // A cold copy comes first and the one to the application is warm, or a second warm one is added: either way one warm copy more.
      const more = cyclesPerFrame(shadow) / cyclesPerFrame(none) - 1;
      expect(more).toBeGreaterThan(0);
      expect(more).toBeLessThan(0.1);
    }
  });

  it('is looked up for assigned devices only, and shows its hit ratio', () => {
    const hitRatio = (name: TechniqueName, pageKib: 4 | 2048) =>
      run(name, pps(1_000_000), { host: { iommu: { pageKib } } }).resources.find(({ kind }) => kind === 'iotlb')?.utilization;
    expect(hitRatio('vhost-net', 4)).toBeUndefined();
    expect(hitRatio('sriov', 2048)).toBeGreaterThan(0.95);
    expect(hitRatio('sriov', 4)).toBeLessThan(0.8);
  });

  it('can be turned on for a native host', () => {
    const strict = run('native', pps(400_000), { options: { iommuMode: 'strict' } });
    expect(cyclesOf(strict, 'IOTLB invalidation')).toBeGreaterThan(0);
  });
});

describe('VM to VM', () => {
  const bulk: TrafficInput = { kind: 'tcp-stream', connections: 4 };
  const pair = { vms: [{ name: 'vm', count: 2 }], direction: 'vm-to-vm' as const };

  it('through the embedded switch of an I350 is about 4.3 Gbit/s, several times its wire (lf-edge/eve pull request 2999)', () => {
    const record = run('sriov', bulk, { ...pair, nic: { profile: 'i350' } });
    expect(deliveredGbps(record)).toBeGreaterThan(3.9);
    expect(deliveredGbps(record)).toBeLessThan(4.5);
    expect([utilizationOf(record, 'wire to host'), utilizationOf(record, 'wire from host')]).toEqual([0, 0]);
  });

  it('with assigned NICs goes over the wire and is bound by it', () => {
    const record = run('direct', bulk, { ...pair, nic: { ports: 2, profile: 'i350' } });
    expect(deliveredGbps(record)).toBeLessThan(2);
    expect(utilizationOf(record, 'wire to host of port 1')).toBeGreaterThan(0.8);
  });

  it('crosses PCIe in both directions through a device, and not at all through a software switch', () => {
    const device = run('sriov', pps(400_000), pair);
    expect(utilizationOf(device, 'PCIe to host')).toBeGreaterThan(0.1);
    expect(utilizationOf(device, 'PCIe to device')).toBeGreaterThan(0.1);
    for (const name of ['virtio', 'vhost-net', 'vhost-user', 'emulated', 'xen-split-driver', 'native'] as const) {
      const record = run(name, pps(40_000), pair);
      expect([utilizationOf(record, 'PCIe to host'), utilizationOf(record, 'PCIe to device')], name).toEqual([0, 0]);
      expect(delivered(record), name).toBeGreaterThan(200);
    }
  });

  it('with VMDq leaves a NIC that does not switch between its pools', () => {
    const record = run('vmdq', pps(100_000), { ...pair, nic: { profile: '82598' } });
    expect(utilizationOf(record, 'wire to host')).toBeGreaterThan(0);
    expect(delivered(record)).toBeGreaterThan(500);
  });
});

describe('a polling switch', () => {
  it('keeps its core busy with and without traffic, and says so', () => {
    const record = run('vhost-user', pps(1000));
    const core = record.resources.find(({ note }) => note === 'polls all the time');
    expect(core?.utilization).toBe(1);
    expect(cyclesOf(record, 'empty polls')).toBeGreaterThan(0.9 * record.windowNs * record.frequencyGhz);
    // What only polls is not what limits.
    expect(record.levers.find(({ lever }) => lever === 'switch cores')?.utilization).toBeLessThan(0.1);
  });

  it('spreads the VMs over more cores when it is given more', () => {
    const overloaded = run('vhost-user', pps(8_000_000), { nic: { profile: 'xl710' } });
    const relieved = run('vhost-user', pps(8_000_000), { nic: { profile: 'xl710' }, options: { workerCores: 4 } });
    expect(delivered(relieved)).toBeGreaterThan(delivered(overloaded));
  });
});

describe('a forwarding VM', () => {
  const small: TrafficInput = { kind: 'poisson', load: 400_000, loadUnit: 'packets-per-second', size: { kind: 'fixed', frameBytes: 64 } };

  it.each(techniqueNames)('forwards with the kernel and by polling under %s', (name) => {
    for (const kind of ['kernel-forwarder', 'poll-forwarder'] as const) {
      const record = run(name, small, { direction: 'forward', vms: inVms(kind) });
      expect(delivered(record), kind).toBeGreaterThan(500);
    }
  });

  it('takes no interrupts when it polls', () => {
    const record = run('sriov', small, { direction: 'forward', vms: inVms('poll-forwarder') });
    expect([interrupts(record), exits(record), lossRatio(record)]).toEqual([0, 0, 0]);
    expect(cyclesOf(record, 'empty polls')).toBeGreaterThan(0);
  });
});

describe('offloads', () => {
  const stream = (segmentationOffload: boolean, receiveOffload: boolean): TrafficInput => ({
    kind: 'tcp-stream',
    connections: 2,
    segmentationOffload,
    receiveOffload,
  });

  it('save the sender cycles for each frame: its stack sees segments of 64 KiB', () => {
    const cycles = (offload: boolean) => cyclesPerFrame(run('vhost-net', stream(offload, true), { direction: 'transmit' }));
    expect(cycles(true)).toBeLessThan(0.7 * cycles(false));
  });

  it('save the receiver cycles for each frame', () => {
    const cycles = (offload: boolean) => cyclesPerFrame(run('sriov', stream(true, offload)));
    expect(cycles(true)).toBeLessThan(cycles(false));
  });

  it('let a latency sample stand for a whole segment', () => {
    const record = run('vhost-net', stream(true, true), { direction: 'transmit' });
    const samples = sum(record.vms.map(({ latencyCount }) => latencyCount));
    expect(delivered(record) / samples).toBeGreaterThan(5);
  });
});

describe('a transmit rate limit', () => {
  it.each(techniqueNames)('is kept under %s', (name) => {
    const vms = [{ name: 'vm', count: 2, rateLimitMbps: 50 }];
    const record = run(name, pps(200_000), { direction: 'transmit', vms, method: { durationMs: 20, warmup: 5 } });
    for (const { deliveredBytes } of record.vms) {
      const mbps = (8000 * deliveredBytes) / record.windowNs;
      expect(mbps).toBeLessThan(52);
      expect(mbps).toBeGreaterThan(47);
    }
  });
});

describe('vCPUs', () => {
  it('each have a queue pair and share a VM’s load where the technique allows', () => {
    for (const name of ['sriov', 'vhost-net', 'native', 'vhost-user'] as const) {
      const busyCores = (vcpus: number) =>
        run(name, pps(400_000), { vms: [{ name: 'vm', count: 1, vcpus }] }).resources.filter(
          (resource) => resource.name.includes('(guest)') && resource.utilization > 0.05,
        ).length;
      expect([busyCores(1), busyCores(4)], name).toEqual([1, 4]);
    }
  });

  it('that share a core pay switches and pollution, which grow with their number', () => {
    const switching = (count: number) => {
      const vms = [{ name: 'vm', count, placement: { kind: 'pinned' as const, cores: [4] } }];
      const record = run('sriov', pps(200_000), { vms });
      return cyclesOf(record, 'context switch') / delivered(record);
    };
    expect(switching(1)).toBe(0);
    expect(switching(4)).toBeGreaterThan(switching(2));
  });

  it('on an over-committed core wait for their slices: the tail grows with the slice', () => {
    const vms = [
      { name: 'vm', count: 1, placement: { kind: 'pinned' as const, cores: [4] } },
      { name: 'hog', count: 1, placement: { kind: 'pinned' as const, cores: [4] } },
    ];
    const meanLatencyNs = (sliceUs: number) => {
      const record = run('sriov', pps(20_000), {
        vms,
        host: { scheduler: { kind: 'round-robin', sliceUs } },
        flows: [
          { name: 'load', vms: 'vm', traffic: pps(20_000) },
          { name: 'flood', vms: 'hog', traffic: pps(700_000) },
        ],
      });
      const [vm] = record.vms;
      return (vm?.latencySumNs ?? 0) / (vm?.latencyCount ?? 0);
    };
    expect(meanLatencyNs(1000)).toBeGreaterThan(2 * meanLatencyNs(50));
  });
});

describe('both directions at once', () => {
  it('are served in turns by a vhost worker: neither starves when both are more than it can carry', () => {
    const record = run('vhost-net', pps(1), {
      vms: [
        { name: 'in', count: 1 },
        { name: 'out', count: 1 },
      ],
      host: { networkCores: 1 },
      flows: [
        { name: 'receive', vms: 'in', traffic: pps(800_000) },
        { name: 'back', vms: 'in', direction: 'transmit', traffic: pps(500_000) },
        { name: 'transmit', vms: 'out', direction: 'transmit', traffic: pps(500_000) },
      ],
    });
    const [inbound, outbound] = record.vms;
    expect(inbound?.deliveredFrames ?? 0).toBeGreaterThan(500);
    expect(outbound?.deliveredFrames ?? 0).toBeGreaterThan(500);
  });
});

describe('a flooding neighbour', () => {
  it('hurts VMs behind shared software more than those with a function of their own', () => {
    const victimLoss = (name: TechniqueName) => {
      const record = run(name, pps(1), {
        vms: [
          { name: 'vm', count: 3 },
          { name: 'flood', count: 1 },
        ],
        nic: { profile: 'xl710' },
        host: { networkCores: 1 },
        flows: [
          { name: 'load', vms: 'vm', traffic: pps(60_000) },
          { name: 'flood', vms: 'flood', traffic: pps(3_000_000) },
        ],
      });
      const victims = record.vms.slice(0, 3);
      return sum(victims.map(({ lostFrames }) => lostFrames)) / sum(victims.map(({ offeredFrames }) => offeredFrames));
    };
    expect(victimLoss('sriov')).toBe(0);
    expect(victimLoss('vhost-net')).toBeGreaterThan(0.2);
    expect(victimLoss('xen-split-driver')).toBeGreaterThan(0.2);
  });
});
