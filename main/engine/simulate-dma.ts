/**
 * One replication of a DMA benchmark: the device, its PCIe link and the IOMMU, without cores, VMs or packets. Transfers are counted as frames of one
 * "VM", the device, so that their metrics are those of every result: rate, payload bandwidth, latency.
 */
import type { DmaTransfers } from '../../shared/scenario/schema.ts';
import { resolveCosts } from './costs/models.ts';
import { findNicProfile, referenceDevice } from './costs/nic-profiles.ts';
import { EventLoop } from './kernel/event-loop.ts';
import type { HistogramSpan } from './kernel/histogram.ts';
import { RandomStream } from './kernel/random-stream.ts';
import { sparseDifference } from './kernel/sparse-histogram.ts';
import { dmaCosts } from './model/dma-costs.ts';
import { DmaCount, DmaDevice, dmaStages } from './model/dma-device.ts';
import { DmaWindow } from './model/dma-window.ts';
import { translates } from './model/iommu-costs.ts';
import { Iommu } from './model/iommu.ts';
import { PcieDirection } from './model/pcie.ts';
import type { LeverRecord, ResourceRecord, RunRecord, SimulationTask } from './run-record.ts';
import { SLICES, SLICES_PER_MOMENT, warmupMoments } from './warm-up.ts';
import { costModelOf, hostProfileOf, nicProfileOf } from './costs/scenario-profiles.ts';

const MIB = 1024 * 1024;

interface Benchmark {
  readonly loop: EventLoop;
  readonly device: DmaDevice;
  readonly toHost: PcieDirection;
  readonly toDevice: PcieDirection;
  readonly iommu: Iommu | null;
  readonly inFlight: number;
  readonly parallelWalks: number;
  readonly deviceTitle: string;
  readonly frequencyGhz: number;
}

interface Moment {
  readonly atNs: number;
  readonly counts: Float64Array;
  readonly latencies: HistogramSpan;
  readonly toHostNs: number;
  readonly toDeviceNs: number;
  readonly hits: number;
  readonly misses: number;
  readonly walkedNs: number;
}

export function simulateDma(task: SimulationTask): RunRecord {
  const { method } = task.scenario;
  const benchmark = build(task);
  const { loop, device } = benchmark;
  const durationNs = method.durationMs * 1e6;
  const moments: Moment[] = [take(benchmark)];
  const series: { endNs: number; delivered: number; latencySumNs: number }[] = [];
  let [done, latencySumNs] = [0, 0];
  device.start();
  for (let slice = 1; slice <= SLICES; slice++) {
    const endNs = (durationNs * slice) / SLICES;
    loop.run(endNs);
    const { counts } = device;
    series.push({ endNs, delivered: counts[DmaCount.done] - done, latencySumNs: counts[DmaCount.latencySumNs] - latencySumNs });
    [done, latencySumNs] = [counts[DmaCount.done], counts[DmaCount.latencySumNs]];
    if (slice % SLICES_PER_MOMENT === 0 && slice <= SLICES / 2) moments.push(take(benchmark));
  }
  return recordOf(benchmark, moments[warmupMoments(method.warmup, durationNs, series)], take(benchmark), series);
}

function build({ scenario, technique, replication, perturbation }: SimulationTask): Benchmark {
  const { method } = scenario;
  const costModel = costModelOf(scenario);
  const host = hostProfileOf(scenario);
  const nic = nicProfileOf(scenario);
  const reference = findNicProfile(referenceDevice);
  const transfers = method.dma;
  if (!costModel || !host || !nic || !reference || !transfers)
    throw new Error('The scenario names a profile that does not exist, or no transfers; check it before running it.');
  const factor = (lever: string) => (perturbation?.lever === lever ? perturbation.factor : 1);
  const costs = resolveCosts(costModel, scenario.costs, host);
  const { readNs, writeNs, innerByteNs } = dmaCosts(costs, reference);
  const stream = (source: string) => new RandomStream(method.seed, replication, source);
  const loop = new EventLoop();
  const direction = () => new PcieDirection(nic.pcieGeneration.value, nic.pcieLanes.value, factor('pcie'));
  const toHost = direction();
  const toDevice = direction();
  const parallelWalks = costs['iommu.parallelWalks'];
  const iommu = translates(technique.options.iommuMode ?? 'pass-through')
    ? new Iommu(costs['iommu.iotlbEntries'], costs['iommu.walk'] * factor('iommu'), parallelWalks)
    : null;
  const inFlight = inFlightOf(transfers, transfers.operation === 'write' ? nic.dmaWritesInFlight.value : nic.dmaReadsInFlight.value);
  const pageBytes = scenario.host.iommu.pageKib * 1024;
  const device = new DmaDevice(loop, {
    transfers,
    inFlight,
    toHost,
    toDevice,
    iommu,
    window: new DmaWindow(transfers, pageBytes, stream('DMA addresses')),
    readNs: readNs * factor('memory'),
    writeNs: writeNs * factor('memory'),
    memoryNs: costs['pcie.memoryRead'] * factor('memory'),
    refreshNs: costs['memory.refresh'] * factor('memory'),
    cacheHitRatio: transfers.cache === 'cold' ? 0 : Math.min(1, (host.lastLevelCacheMib * MIB) / (transfers.windowKib * 1024)),
    blocked: costs['pcie.blocked'],
    blockNs: costs['pcie.block'] * factor('memory'),
    remoteNs: costs['pcie.remoteSocket'] * factor('memory'),
    remoteBlocked: costs['pcie.remoteBlocked'],
    remoteBlockNs: costs['pcie.remoteBlock'] * factor('memory'),
    readRequestNs: nic.dmaReadRequestNs.value * factor('nic'),
    writeCommandNs: nic.dmaWriteCommandNs.value * factor('nic'),
    writePieceNs: nic.dmaWritePieceNs.value * factor('nic'),
    writeByteNs: nic.dmaWriteByteNs.value * factor('nic'),
    commandNs: nic.dmaCommandNs.value * factor('nic'),
    innerByteNs: innerByteNs * factor('nic'),
    writeQueuePackets: nic.dmaWriteQueuePackets.value,
    clockStepNs: nic.clockStepNs.value,
    clockStream: stream('DMA engine'),
    memoryStream: stream('DMA memory'),
  });
  const frequencyGhz = scenario.host.frequencyGhz ?? host.frequencyGhz;
  return { loop, device, toHost, toDevice, iommu, inFlight, parallelWalks, deviceTitle: nic.title, frequencyGhz };
}

function inFlightOf({ measure, inFlight }: DmaTransfers, usual: number): number {
  return measure === 'latency' ? 1 : (inFlight ?? usual);
}

function take({ loop, device, toHost, toDevice, iommu }: Benchmark): Moment {
  return {
    atNs: loop.nowNs,
    counts: device.counts.slice(),
    latencies: device.latencies.snapshot(),
    toHostNs: toHost.busyNs,
    toDeviceNs: toDevice.busyNs,
    hits: iommu?.hits ?? 0,
    misses: iommu?.misses ?? 0,
    walkedNs: iommu?.walkedNs ?? 0,
  };
}

function recordOf(benchmark: Benchmark, from: Moment, to: Moment, series: RunRecord['series']): RunRecord {
  const { loop, device, deviceTitle, frequencyGhz } = benchmark;
  const windowNs = to.atNs - from.atNs;
  const difference = (count: number) => to.counts[count] - from.counts[count];
  const { buckets, counts } = sparseDifference([to.latencies], [from.latencies]);
  const [offered, delivered] = [device.counts[DmaCount.issued], device.counts[DmaCount.done]];
  const resources = resourcesOf(benchmark, from, to, windowNs);
  return {
    refusal: null,
    frequencyGhz,
    windowNs,
    warmupNs: from.atNs,
    vms: [
      {
        name: deviceTitle,
        weight: 1,
        offeredFrames: difference(DmaCount.issued),
        deliveredFrames: difference(DmaCount.done),
        deliveredBytes: difference(DmaCount.bytes),
        lostFrames: 0,
        latencyCount: difference(DmaCount.done),
        latencySumNs: difference(DmaCount.latencySumNs),
        latencyBuckets: buckets,
        latencyCounts: counts,
        exits: 0,
        interrupts: 0,
        cycles: 0,
        drops: [],
      },
    ],
    flows: [],
    contexts: [],
    queues: [],
    accounting: { inFlightStart: 0, offered, delivered, lost: 0, inFlightEnd: offered - delivered },
    drops: [],
    cycles: [],
    busyCycles: 0,
    cpuUtilization: 0,
    stages: dmaStages.map((stage, number) => ({ stage, sumNs: difference(DmaCount.stages + number) })),
    exits: [],
    interrupts: [],
    copies: [],
    resources,
    levers: leversOf(resources),
    series,
    events: loop.events,
    frames: offered,
    fingerprint: loop.fingerprint(),
  };
}

function resourcesOf({ iommu, inFlight, parallelWalks }: Benchmark, from: Moment, to: Moment, windowNs: number): ResourceRecord[] {
  const used = (busyNs: number) => Math.min(1, busyNs / windowNs);
  const waitingNs = to.counts[DmaCount.waitingNs] - from.counts[DmaCount.waitingNs];
  const resources: ResourceRecord[] = [
    { name: 'PCIe to host', kind: 'pcie', utilization: used(to.toHostNs - from.toHostNs), lever: 'pcie', note: '' },
    { name: 'PCIe to device', kind: 'pcie', utilization: used(to.toDeviceNs - from.toDeviceNs), lever: 'pcie', note: '' },
    {
      name: 'DMA engine',
      kind: 'nic',
      utilization: used(to.counts[DmaCount.engineBusyNs] - from.counts[DmaCount.engineBusyNs]),
      lever: 'nic',
      note: '',
    },
    {
      name: 'transfers in flight at the root complex and memory',
      kind: 'nic',
      utilization: used(waitingNs / inFlight),
      lever: 'memory',
      note: `share of ${inFlight}`,
    },
  ];
  if (iommu === null) return resources;
  const hits = to.hits - from.hits;
  const misses = to.misses - from.misses;
  return [
    ...resources,
    { name: 'page walks', kind: 'iotlb', utilization: used((to.walkedNs - from.walkedNs) / parallelWalks), lever: 'iommu', note: '' },
    { name: 'IOTLB hit ratio', kind: 'iotlb', utilization: hits / Math.max(1, hits + misses), lever: null, note: `${misses} misses` },
  ];
}

const LEVERS: Readonly<Record<string, Pick<LeverRecord, 'title' | 'advice'>>> = {
  pcie: { title: 'the PCIe link', advice: 'more PCIe lanes or a later generation' },
  nic: { title: 'the DMA engine', advice: 'a device with a faster DMA engine' },
  memory: { title: 'the latency of root complex and memory', advice: 'more transfers in flight, or memory of the device’s own socket' },
  iommu: { title: 'the page walks of the IOMMU', advice: 'larger I/O pages or a smaller window' },
};

/** The levers of the resources, each with the busiest of those that it makes faster. */
function leversOf(resources: readonly ResourceRecord[]): LeverRecord[] {
  return Object.entries(LEVERS).flatMap(([lever, words]) => {
    const utilizations = resources.filter((resource) => resource.lever === lever).map(({ utilization }) => utilization);
    return utilizations.length === 0 ? [] : [{ lever, ...words, utilization: Math.max(...utilizations) }];
  });
}
