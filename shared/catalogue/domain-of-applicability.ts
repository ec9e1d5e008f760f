/** What the model holds for, and what a scenario asks of it that it does not have. Shown under results, in reports and in docs/model.md. */
import { meanFrameBytes } from '../scenario/frame-sizes.ts';
import { recordedPps } from '../scenario/recording.ts';
import { costSource } from '../scenario/cost-sources.ts';
import type { Scenario } from '../scenario/schema.ts';
import { framesOf } from '../scenario/traffic-frames.ts';
import type { TechniqueName } from './techniques.ts';

/** Of every result. */
export const domainOfApplicability: readonly string[] = [
  'The model holds for the cost of packets on one host: costs, queues and schedules. It runs no guest code and is not cycle-accurate.',
  'Figures belong to the era and machine of the cost model. Differences between techniques on one model are firmer than absolute values.',
  'Not modelled: memory bandwidth and the sharing of last-level caches, NUMA distance, hyper-threads, turbo, sleep states between the first and the deepest, halt polling, live migration, control paths.',
  'The peer on the wire is ideal: it costs nothing and answers at once. TCP notices a loss after a fixed time.',
];

/** First year in which the technique was in use: its Linux, Xen or hardware release. */
const FIRST_YEAR: Readonly<Record<TechniqueName, number>> = {
  native: 0,
  emulated: 0,
  'xen-split-driver': 2004,
  virtio: 2008,
  'vhost-net': 2010,
  'vhost-user': 2014,
  vmdq: 2008,
  direct: 2008,
  sriov: 2009,
};

/** The device with which pcie-bench measured hosts. */
const MEASURED_DMA_DEVICE = 'nfp-6000';
/** Bytes of the largest frame for which copy and PCIe costs were measured. */
const MEASURED_FRAME_BYTES = 1518;

/** Offered load, Gbit/s, whose copies and DMA come near to what a channel of DDR4 moves: four passes of 40 Gbit/s are 20 GB/s. */
const MEMORY_BOUND_GBPS = 40;

export interface DomainQuestion {
  readonly scenario: Scenario;
  readonly technique: TechniqueName;
  /** Year of the software stack of the cost model. */
  readonly costModelYear: number;
  /** Cores of the host. */
  readonly hostCores: number;
  /** Of each port, Gbit/s. */
  readonly lineRateGbps: number;
}

/** Where the scenario leaves the ground on which the costs stand, one sentence each; empty when it does not. */
export function domainRemarks(question: DomainQuestion): string[] {
  const { scenario, technique, costModelYear } = question;
  const remarks: string[] = unmetNeeds(question);
  if (FIRST_YEAR[technique] > costModelYear)
    remarks.push(`${technique} came in ${FIRST_YEAR[technique]}: its costs in ${scenario.costModel} are assumptions.`);
  if (scenario.method.kind === 'dma-benchmark' && scenario.nic.profile !== MEASURED_DMA_DEVICE)
    remarks.push(
      `Nobody published measurements of the DMA engine of ${scenario.nic.profile}: it is taken to be that of ${MEASURED_DMA_DEVICE}.`,
    );
  const [found, byHand] = [true, false].map(
    (sourced) => Object.keys(scenario.costs).filter((name) => (costSource(scenario, name) !== undefined) === sourced).length,
  );
  if (found) remarks.push(`${found} cost ${found === 1 ? 'parameter is' : 'parameters are'} of the scenario, with a source of its own.`);
  if (byHand) remarks.push(`${byHand} cost ${byHand === 1 ? 'parameter is' : 'parameters are'} set by hand.`);
  if (scenario.flows.some(({ traffic }) => largestFrameBytes(traffic) > MEASURED_FRAME_BYTES))
    remarks.push('Frames above 1,518 bytes: their costs for each byte are extrapolated.');
  if (scenario.host.cores !== undefined || scenario.host.frequencyGhz !== undefined)
    remarks.push('The host is not that of its profile: costs in cycles are taken over as they are.');
  return remarks;
}

/** What the scenario needs and the model does not have. */
function unmetNeeds({ scenario, technique, hostCores, lineRateGbps }: DomainQuestion): string[] {
  const { host, vms, flows, method } = scenario;
  if (method.kind === 'dma-benchmark') return [];
  const needs: string[] = [];
  const vcpus = vms.reduce((sum, { count, vcpus: each }) => sum + count * each, 0);
  const guestCores = Math.max(1, hostCores - host.networkCores);
  if (vcpus > guestCores)
    needs.push(
      `${vcpus} vCPUs share ${guestCores} cores: hyper-threads and halt polling, which change that on real hosts, are not modelled.`,
    );
  if (technique === 'emulated' && vms.some(({ vcpus: each }) => each > 1))
    needs.push('The global lock of the device model, which all vCPUs of a VM take, is not modelled.');
  if (flows.some(({ traffic }) => traffic.kind === 'tcp-stream'))
    needs.push('TCP notices a loss after a fixed time: where packets are lost, its throughput is rough.');
  const offeredGbps = flows.reduce((sum, flow) => sum + openLoopGbps(scenario, flow, lineRateGbps), 0);
  if (offeredGbps >= MEMORY_BOUND_GBPS)
    needs.push(
      `The flows offer ${Math.round(offeredGbps)} Gbit/s: memory bandwidth and the sharing of last-level caches, which may limit there, are not modelled.`,
    );
  return needs;
}

/** Offered by an open loop, about: the share of the line rate, or the bits of frames. */
function openLoopGbps({ nic, vms }: Scenario, { traffic, vms: group }: Scenario['flows'][number], lineRateGbps: number): number {
  if (!('load' in traffic)) return 0;
  const count = vms.find(({ name }) => name === group)?.count ?? 1;
  const senders = traffic.loadScope === 'each-vm' ? count : 1;
  switch (traffic.loadUnit) {
    case 'percent-of-line-rate':
      return (traffic.load / 100) * lineRateGbps * (traffic.loadScope === 'each-vm' ? count : Math.min(nic.ports, count));
    case 'megabits-per-second':
      return (traffic.load * senders) / 1000;
    case 'packets-per-second':
      return (traffic.load * senders * 8 * largestFrameBytes(traffic)) / 1e9;
    case 'times-recorded':
      return (traffic.load * recordedPps(traffic.recording) * senders * 8 * meanFrameBytes(framesOf(traffic))) / 1e9;
  }
}

function largestFrameBytes(traffic: Scenario['flows'][number]['traffic']): number {
  switch (traffic.kind) {
    case 'request-response':
    case 'tcp-stream':
      return traffic.mtuBytes + 18;
    case 'constant':
    case 'poisson':
    case 'on-off':
    case 'fitted':
    case 'replay': {
      const size = framesOf(traffic);
      switch (size.kind) {
        case 'fixed':
          return size.frameBytes;
        case 'imix':
          return MEASURED_FRAME_BYTES;
        case 'empirical':
          return Math.max(...size.sizes.map(({ frameBytes }) => frameBytes));
      }
    }
  }
}
