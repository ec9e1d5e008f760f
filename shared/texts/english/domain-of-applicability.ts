import { plural } from './plural.ts';

/** What the model holds for, and where a scenario leaves that. */
export const domainOfApplicability = {
  /** Of every result. */
  always: {
    scope:
      'The model holds for the cost of packets on one host: costs, queues and schedules. It runs no guest code and is not cycle-accurate.',
    era: 'Figures belong to the era and machine of the cost model. Differences between techniques on one model are firmer than absolute values.',
    notModelled:
      'Not modelled: memory bandwidth and the sharing of last-level caches, NUMA distance, hyper-threads, turbo, sleep states between the first and the deepest, halt polling, live migration, control paths.',
    peer: 'The peer on the wire is ideal: it costs nothing and answers at once. TCP notices a loss after a fixed time.',
  },
  /** `year`: in which the technique was first in use. */
  younger: (technique: string, year: string, costModel: string) =>
    `${technique} came in ${year}: its costs in ${costModel} are assumptions.`,
  dmaDevice: (nic: string, measured: string) =>
    `Nobody published measurements of the DMA engine of ${nic}: it is taken to be that of ${measured}.`,
  foundCosts: (count: number) =>
    plural(count, {
      one: `${count} cost parameter is of the scenario, with a source of its own.`,
      other: `${count} cost parameters are of the scenario, with a source of its own.`,
    }),
  costsByHand: (count: number) =>
    plural(count, { one: `${count} cost parameter is set by hand.`, other: `${count} cost parameters are set by hand.` }),
  largeFrames: (largest: string) => `Frames above ${largest} bytes: their costs for each byte are extrapolated.`,
  otherHost: 'The host is not that of its profile: costs in cycles are taken over as they are.',
  sharedCores: (vcpus: string, cores: string) =>
    `${vcpus} vCPUs share ${cores} cores: hyper-threads and halt polling, which change that on real hosts, are not modelled.`,
  globalLock: 'The global lock of the device model, which all vCPUs of a VM take, is not modelled.',
  tcpLosses: 'TCP notices a loss after a fixed time: where packets are lost, its throughput is rough.',
  memoryBandwidth: (offered: string) =>
    `The flows offer ${offered} Gbit/s: memory bandwidth and the sharing of last-level caches, which may limit there, are not modelled.`,
};
