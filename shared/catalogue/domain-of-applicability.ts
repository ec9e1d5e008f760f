/** What the model holds for, and what a scenario asks of it that it does not have. Shown under results, in reports and in docs/model.md. */
import type { Scenario } from '../scenario/schema.ts';
import type { TechniqueName } from './techniques.ts';

/** Of every result. */
export const domainOfApplicability: readonly string[] = [
  'The model holds for the cost of packets on one host: costs, queues and schedules. It runs no guest code and is not cycle-accurate.',
  'Figures belong to the era and machine of the cost model. Differences between techniques on one model are firmer than absolute values.',
  'Not modelled: memory bandwidth and the sharing of last-level caches, NUMA distance, hyper-threads, turbo and deep sleep states, halt polling, live migration, control paths.',
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

export interface DomainQuestion {
  readonly scenario: Scenario;
  readonly technique: TechniqueName;
  /** Year of the software stack of the cost model. */
  readonly costModelYear: number;
}

/** Where the scenario leaves the ground on which the costs stand, one sentence each; empty when it does not. */
export function domainRemarks({ scenario, technique, costModelYear }: DomainQuestion): string[] {
  const remarks: string[] = [];
  if (FIRST_YEAR[technique] > costModelYear)
    remarks.push(`${technique} came in ${FIRST_YEAR[technique]}: its costs in ${scenario.costModel} are assumptions.`);
  if (scenario.method.kind === 'dma-benchmark' && scenario.nic.profile !== MEASURED_DMA_DEVICE)
    remarks.push(
      `Nobody published measurements of the DMA engine of ${scenario.nic.profile}: it is taken to be that of ${MEASURED_DMA_DEVICE}.`,
    );
  const byHand = Object.keys(scenario.costs).length;
  if (byHand > 0) remarks.push(`${byHand} cost ${byHand === 1 ? 'parameter is' : 'parameters are'} set by hand.`);
  if (scenario.flows.some(({ traffic }) => largestFrameBytes(traffic) > MEASURED_FRAME_BYTES))
    remarks.push('Frames above 1,518 bytes: their costs for each byte are extrapolated.');
  if (scenario.host.cores !== undefined || scenario.host.frequencyGhz !== undefined)
    remarks.push('The host is not that of its profile: costs in cycles are taken over as they are.');
  return remarks;
}

function largestFrameBytes(traffic: Scenario['flows'][number]['traffic']): number {
  switch (traffic.kind) {
    case 'request-response':
    case 'tcp-stream':
      return traffic.mtuBytes + 18;
    case 'constant':
    case 'poisson':
    case 'on-off':
      switch (traffic.size.kind) {
        case 'fixed':
          return traffic.size.frameBytes;
        case 'imix':
          return MEASURED_FRAME_BYTES;
        case 'empirical':
          return Math.max(...traffic.size.sizes.map(({ frameBytes }) => frameBytes));
      }
  }
}
