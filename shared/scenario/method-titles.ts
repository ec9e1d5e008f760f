/** Benchmark methods in the field's words. */
import type { MeasuringKind } from './method-goals.ts';

export const methodTitles: Readonly<Record<MeasuringKind, string>> = {
  'rfc2544-throughput': 'RFC 2544 throughput',
  'rfc2544-latency': 'RFC 2544 latency',
  'rfc2544-frame-loss': 'RFC 2544 frame loss rate',
  'rfc2544-back-to-back': 'RFC 2544 back-to-back frames',
  'rfc2544-recovery': 'RFC 2544 system recovery',
  mlrsearch: 'MLRsearch (NDR and PDR)',
  'vm-scaling': 'Scaling with the number of VMs',
  'noisy-neighbour': 'Noisy neighbour',
  fairness: 'Fairness',
};
