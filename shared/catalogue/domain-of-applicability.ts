/** What the model holds for, and what a scenario asks of it that it does not have. Shown under results, in reports and in docs/model.md. */
import { meanFrameBytes } from '../scenario/frame-sizes.ts';
import { recordedPps } from '../scenario/recording.ts';
import { costSource } from '../scenario/cost-sources.ts';
import type { Scenario } from '../scenario/schema.ts';
import { framesOf } from '../scenario/traffic-frames.ts';
import { formatNumber } from '../number-format.ts';
import { words } from '../texts/words.ts';
import type { TechniqueName } from './techniques.ts';

/** Of every result. */
export function domainOfApplicability(): readonly string[] {
  return Object.values(words().domainOfApplicability.always);
}

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
  const texts = words().domainOfApplicability;
  const remarks: string[] = unmetNeeds(question);
  if (FIRST_YEAR[technique] > costModelYear) remarks.push(texts.younger(technique, String(FIRST_YEAR[technique]), scenario.costModel));
  if (scenario.method.kind === 'dma-benchmark' && scenario.nic.profile !== MEASURED_DMA_DEVICE)
    remarks.push(texts.dmaDevice(scenario.nic.profile, MEASURED_DMA_DEVICE));
  const [found, byHand] = [true, false].map(
    (sourced) => Object.keys(scenario.costs).filter((name) => (costSource(scenario, name) !== undefined) === sourced).length,
  );
  if (found) remarks.push(texts.foundCosts(found));
  if (byHand) remarks.push(texts.costsByHand(byHand));
  if (scenario.flows.some(({ traffic }) => largestFrameBytes(traffic) > MEASURED_FRAME_BYTES))
    remarks.push(texts.largeFrames(formatNumber(MEASURED_FRAME_BYTES)));
  if (scenario.host.cores !== undefined || scenario.host.frequencyGhz !== undefined) remarks.push(texts.otherHost);
  return remarks;
}

/** What the scenario needs and the model does not have. */
function unmetNeeds({ scenario, technique, hostCores, lineRateGbps }: DomainQuestion): string[] {
  const { host, vms, flows, method } = scenario;
  if (method.kind === 'dma-benchmark') return [];
  const texts = words().domainOfApplicability;
  const needs: string[] = [];
  const vcpus = vms.reduce((sum, { count, vcpus: each }) => sum + count * each, 0);
  const guestCores = Math.max(1, hostCores - host.networkCores);
  if (vcpus > guestCores) needs.push(texts.sharedCores(String(vcpus), String(guestCores)));
  if (technique === 'emulated' && vms.some(({ vcpus: each }) => each > 1)) needs.push(texts.globalLock);
  if (flows.some(({ traffic }) => traffic.kind === 'tcp-stream')) needs.push(texts.tcpLosses);
  const offeredGbps = flows.reduce((sum, flow) => sum + openLoopGbps(scenario, flow, lineRateGbps), 0);
  if (offeredGbps >= MEMORY_BOUND_GBPS) needs.push(texts.memoryBandwidth(String(Math.round(offeredGbps))));
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
