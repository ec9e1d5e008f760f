/** A scenario in words, for readers of a report. */
import { dataPlaneTitle } from '../../shared/catalogue/data-planes.ts';
import type { HostProfile, NicProfile } from '../../shared/catalogue/profiles.ts';
import { techniqueTitle } from '../../shared/catalogue/techniques.ts';
import { settingTitle, settingValueText } from '../../shared/charts/setting-name.ts';
import { metricTitle } from '../../shared/result/metric-titles.ts';
import { packetsOf } from '../../shared/scenario/recording.ts';
import type {
  DmaTransfers,
  Flow,
  FrameSize,
  GapDistribution,
  ReplayTraffic,
  Scenario,
  StoppingRule,
  TechniqueChoice,
  Traffic,
  SettingValue,
  VmGroup,
} from '../../shared/scenario/schema.ts';
import { constraintText } from '../../shared/scenario/constraints.ts';
import { isMeasuring } from '../../shared/scenario/method-goals.ts';
import { methodTitle } from '../../shared/scenario/method-titles.ts';
import { replicationsText } from '../../shared/scenario/stopping.ts';
import { sweptAxes, sweptConstraints } from '../../shared/scenario/swept-axes.ts';
import { digits } from '../../shared/units.ts';
import type { RunFact } from './run-facts.ts';

/** Longer lists are given by their ends. */
const MOST_LISTED = 40;

export interface Profiles {
  readonly host: HostProfile | undefined;
  readonly nic: NicProfile | undefined;
}

export function hostFacts({ host }: Scenario, { host: profile }: Profiles): RunFact[] {
  return [
    { name: 'Host profile', value: profile ? `${profile.title} (${profile.id})` : host.profile },
    { name: 'Cores', value: `${text(host.cores ?? profile?.cores)} at ${text(host.frequencyGhz ?? profile?.frequencyGhz)} GHz` },
    { name: 'Cores for networking', value: host.networkCores === 0 ? 'none set apart: shared with the guests' : String(host.networkCores) },
    {
      name: 'Scheduler',
      value: `${host.scheduler.kind === 'credit' ? 'credit (weights, a woken vCPU runs first)' : 'round robin'}, slices of at most ${digits(host.scheduler.sliceUs)} µs`,
    },
    {
      name: 'IOMMU',
      value: `${iommuModes[host.iommu.mode]}, pages of ${pageSizes[host.iommu.pageKib]}, interrupt posting ${host.iommu.interruptPosting ? 'on where the cost model has it' : 'off'}`,
    },
  ];
}

export function nicFacts({ nic }: Scenario, { nic: profile }: Profiles): RunFact[] {
  const moderation = { off: 'off', fixed: `fixed, ${digits(nic.moderation.intervalUs)} µs`, adaptive: 'adaptive' }[nic.moderation.kind];
  return [
    { name: 'NIC profile', value: profile ? `${profile.title} (${profile.id})` : nic.profile },
    {
      name: 'Ports',
      value: `${nic.ports} × ${text(nic.lineRateGbps ?? profile?.lineRateGbps.value)} Gbit/s, propagation ${digits(nic.propagationNs)} ns`,
    },
    { name: 'Ring descriptors', value: text(nic.ringDescriptors ?? profile?.ringDescriptors.value) },
    { name: 'Virtual functions', value: nic.virtualFunctions === undefined ? 'one for each VM' : `${nic.virtualFunctions} on each port` },
    { name: 'Interrupt moderation', value: moderation },
    ...(nic.buffersPerFrame > 1 ? [{ name: 'DMA buffers of a frame', value: digits(nic.buffersPerFrame) }] : []),
    { name: 'Transmit arbiter', value: nic.transmitArbiter === 'weighted' ? 'weighted by VM' : 'round robin' },
  ];
}

export function vmWords(group: VmGroup): string {
  const placement = group.placement.kind === 'pinned' ? `pinned to cores ${group.placement.cores.join(', ')}` : 'placed automatically';
  const extras = [
    group.weight === 1 ? '' : `weight ${digits(group.weight)}`,
    group.rateLimitMbps === undefined ? '' : `transmit limited to ${digits(group.rateLimitMbps)} Mbit/s each`,
  ].filter((extra) => extra !== '');
  return [
    `${group.name}: ${counted(group.count, 'VM')} with ${counted(group.vcpus, 'vCPU')} each, ${placement}, ${applicationWords(group)}`,
    ...extras,
  ].join('; ');
}

export function flowWords(flow: Flow): string {
  const path = {
    receive: `from the wire to ${flow.vms}`,
    transmit: `from ${flow.vms} to the wire`,
    'vm-to-vm': `from ${flow.vms} to ${flow.toVms ?? '–'}`,
    forward: `from the wire through ${flow.vms} and back to the wire`,
  }[flow.direction];
  return `${flow.name}: ${path}; ${trafficWords(flow.traffic)}`;
}

/** The technique with its options: "virtio, vhost-net backend; 2 worker cores". */
export function techniqueWords({ name, options }: TechniqueChoice): string {
  return [
    techniqueTitle(name),
    ...(options.interruptPosting === undefined ? [] : [`interrupt posting ${options.interruptPosting ? 'on' : 'off'}`]),
    ...(options.exitlessInterrupts === undefined ? [] : [`exitless interrupts ${options.exitlessInterrupts ? 'on' : 'off'}`]),
    ...(options.iommuMode === undefined ? [] : [`IOMMU: ${iommuModes[options.iommuMode]}`]),
    ...(options.workerCores === undefined ? [] : [counted(options.workerCores, 'worker core')]),
    ...(options.dataPlacement === undefined
      ? []
      : [options.dataPlacement === 'copy' ? 'frames copied for each queue' : 'frames land in guest memory']),
    ...(options.grants === undefined ? [] : [`grants: ${grantModes[options.grants]}`]),
    ...(options.coalesceReceive === undefined ? [] : [`whole pages on receive ${options.coalesceReceive ? 'on' : 'off'}`]),
    ...(options.aggregatePackets === undefined ? [] : [`containers of ${counted(options.aggregatePackets, 'packet')}`]),
    ...(options.driverPlacement === undefined
      ? []
      : [`NIC driver in the ${options.driverPlacement === 'domain' ? 'driver domain' : 'hypervisor'}`]),
    ...(options.dmaProtection === undefined ? [] : [`DMA confined by the ${options.dmaProtection === 'iommu' ? 'IOMMU' : 'hypervisor'}`]),
    ...(options.transmitBatch === undefined ? [] : [`a tail write for ${counted(options.transmitBatch, 'unit')}`]),
    ...(options.accessPrevention === undefined ? [] : [`access prevention ${options.accessPrevention ? 'on' : 'off'}`]),
    ...(options.mappedMetadata === undefined ? [] : [`ring metadata ${options.mappedMetadata ? 'mapped' : 'checked'}`]),
    ...(options.switch === undefined ? [] : [`switch ${dataPlaneTitle(options.switch)}`]),
    ...(options.zeroCopyTransmit === undefined ? [] : [`zero-copy transmit ${options.zeroCopyTransmit ? 'on' : 'off'}`]),
  ].join('; ');
}

export function methodFacts(scenario: Scenario): RunFact[] {
  const { method } = scenario;
  const axes = sweptAxes(scenario);
  return [
    { name: 'Method', value: methodWords(method.kind, axes.length > 0) },
    ...(method.dma === undefined ? [] : [{ name: 'Transfers', value: transferWords(method.dma) }]),
    ...axes.map(({ path, values }) => ({
      name: `Sweep of ${settingTitle(path, scenario)}`,
      value: listed(values),
    })),
    ...sweptConstraints(scenario).map((constraint) => ({ name: 'Only points with', value: constraintText(constraint) })),
    { name: 'Simulated time of a replication', value: `${digits(method.durationMs)} ms, with warm-up` },
    { name: 'Warm-up', value: method.warmup === 'automatic' ? 'found by MSER-5' : `${digits(method.warmup)} ms` },
    { name: 'Replications of each point', value: replicationsText(scenario) },
    ...(method.stopping ? [{ name: 'End of the replications', value: stoppingWords(method.stopping) }] : []),
    { name: 'Draws of the costs', value: method.costDraws === 0 ? 'none' : String(method.costDraws) },
    { name: 'Seed', value: String(method.seed) },
    { name: 'Confirmation of bottlenecks', value: method.confirmBottleneck ? 'by experiment, on the first replication' : 'none' },
  ];
}

function stoppingWords({ metrics, relativeHalfWidth, maxSimulatedMs }: StoppingRule): string {
  const names = metrics.map((metric) => metricTitle(metric)).join('; ');
  const time = maxSimulatedMs === undefined ? '' : `, or ${digits(maxSimulatedMs)} ms of simulated time`;
  return `when 95 % intervals are within ± ${digits(100 * relativeHalfWidth)} % of: ${names}${time}`;
}

function transferWords({ operation, measure, transferBytes, windowKib, pattern, cache, socket }: DmaTransfers): string {
  const what = `${measure} of ${operation.replaceAll('-', ' ')}, ${digits(transferBytes)} bytes`;
  return `${what}; window of ${digits(windowKib)} KiB, ${pattern}, ${cache} cache, ${socket} socket`;
}

const grantModes = {
  hypervisor: 'copied and mapped by the hypervisor',
  'guest-copy': 'copied by the guest on receive',
  headers: 'headers copied on transmit',
  persistent: 'kept in shared pages',
} as const satisfies Readonly<Record<NonNullable<TechniqueChoice['options']['grants']>, string>>;

const iommuModes = {
  'pass-through': 'pass-through (no translation)',
  strict: 'strict invalidation',
  deferred: 'deferred invalidation',
  persistent: 'persistent mappings',
  'shadow-copy': 'copies to shadow buffers',
  ring: 'a flat table for each ring (rIOMMU)',
} as const;

const pageSizes = { 4: '4 KiB', 2048: '2 MiB', 1048576: '1 GiB' } as const;

const loadUnits = {
  'percent-of-line-rate': '% of line rate',
  'packets-per-second': 'packets/s',
  'megabits-per-second': 'Mbit/s',
  'times-recorded': 'times the recorded rate',
} as const;

function applicationWords({ application }: VmGroup): string {
  switch (application.kind) {
    case 'sockets':
      return 'kernel stack and a socket application';
    case 'kernel-forwarder':
      return 'virtual router, forwarding in the guest kernel';
    case 'poll-forwarder':
      return 'virtual router with a poll-mode forwarder';
    case 'data-plane':
      return `data plane ${dataPlaneTitle(application.implementation)}`;
    case 'request-server':
      return `request server, ${application.serviceDistribution} service time of ${digits(application.serviceUs)} µs on average`;
  }
}

function trafficWords(traffic: Traffic): string {
  switch (traffic.kind) {
    case 'constant':
      return `${traffic.burstPackets > 1 ? `bursts of ${digits(traffic.burstPackets)} packets at equal gaps` : 'equal gaps'}, ${loadWords(traffic)}, ${sizeWords(traffic.size)}`;
    case 'poisson':
      return `Poisson, ${loadWords(traffic)}, ${sizeWords(traffic.size)}`;
    case 'on-off':
      return `bursts of ${digits(traffic.onUs)} µs and pauses of ${digits(traffic.offUs)} µs on average, ${loadWords(traffic)}, ${sizeWords(traffic.size)}`;
    case 'fitted':
      return `${gapWords(traffic.gaps)}, ${loadWords(traffic)}, ${sizeWords(traffic.size)}`;
    case 'replay':
      return `${recordingWords(traffic)}, ${loadWords(traffic)}${traffic.size ? `, ${sizeWords(traffic.size)} in place of the recorded ones` : ''}`;
    case 'request-response':
      return `${digits(traffic.outstanding)} requests outstanding for each VM, requests of ${digits(traffic.requestBytes)} bytes, responses of ${digits(traffic.responseBytes)} bytes, think time ${digits(traffic.thinkUs)} µs, MTU ${traffic.mtuBytes} bytes`;
    case 'tcp-stream':
      return `bulk TCP, ${counted(traffic.connections, 'connection')} of each VM, window ${digits(traffic.windowKib)} KiB, MTU ${traffic.mtuBytes} bytes, segmentation offload ${onOff(traffic.segmentationOffload)}, receive offload ${onOff(traffic.receiveOffload)}`;
  }
}

function loadWords({ load, loadUnit, loadScope }: Extract<Traffic, { load: number }>): string {
  return `${digits(load)} ${loadUnits[loadUnit]} ${loadScope === 'total' ? 'shared by the VMs' : 'for each VM'}`;
}

function gapWords(gaps: GapDistribution): string {
  switch (gaps.kind) {
    case 'exponential':
      return 'exponential gaps';
    case 'lognormal':
      return `lognormal gaps (σ ${digits(gaps.sigma)})`;
    case 'weibull':
      return `Weibull gaps (shape ${digits(gaps.shape)})`;
    case 'quantiles':
      return `gaps by ${gaps.values.length} quantiles`;
  }
}

function recordingWords({ recording, repeat, start }: ReplayTraffic): string {
  const packets = counted(packetsOf(recording).gapsNs.length, 'recorded packet');
  const began = start === 'random' ? 'from a random time on' : 'from the beginning';
  return `${packets} of ${digits(recording.durationNs / 1e6)} ms replayed ${began}, ${repeat ? 'again and again' : 'once'}`;
}

function sizeWords(size: FrameSize): string {
  switch (size.kind) {
    case 'fixed':
      return `frames of ${digits(size.frameBytes)} bytes`;
    case 'imix':
      return 'simple IMIX (7 × 64, 4 × 594, 1 × 1518 bytes)';
    case 'empirical':
      if (size.sizes.length > MOST_LISTED)
        return `${size.sizes.length} frame sizes by weight, ${bounds(size.sizes.map(({ frameBytes }) => frameBytes))} bytes`;
      return `frame sizes by weight: ${size.sizes.map(({ frameBytes, weight }) => `${frameBytes} bytes (${digits(weight)})`).join(', ')}`;
  }
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function listed(values: readonly SettingValue[]): string {
  const numbers = values.filter((value) => typeof value === 'number');
  if (values.length > MOST_LISTED) return `${values.length} values${numbers.length === values.length ? `, ${bounds(numbers)}` : ''}`;
  return values.map((value) => (typeof value === 'number' ? value.toLocaleString('en-US') : settingValueText(value))).join(', ');
}

function bounds(values: readonly number[]): string {
  return `from ${Math.min(...values).toLocaleString('en-US')} to ${Math.max(...values).toLocaleString('en-US')}`;
}

function onOff(on: boolean): string {
  return on ? 'on' : 'off';
}

function text(value: number | undefined): string {
  return value === undefined ? '–' : digits(value);
}

function methodWords(kind: Scenario['method']['kind'], isSwept: boolean): string {
  if (isMeasuring(kind)) return methodTitle(kind);
  return kind === 'dma-benchmark' ? 'DMA benchmark' : isSwept ? 'sweep' : 'fixed load';
}
