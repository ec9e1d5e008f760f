/**
 * Xen 2 on a Pentium 4 Xeon, the machine of Menon, Cox and Zwaenepoel (USENIX ATC 2006): xen-2006 with what a packet costs the stack times the
 * machine's factor, and what it costs Xen times the factor of machine and release together. Switching domains and remapping a page flush a TLB without
 * tags behind a long pipeline.
 */
import { buildCostModel, type CostRow } from './cost-model.ts';
import type { CostName } from './parameters.ts';
import { xen2006 } from './xen-2006.ts';

const OFFLOAD = 'Menon et al., ATC 2006, section 6.3: guest transmit 750 Mb/s, 2,794 Mb/s with offloads';
/** Native cycles of a packet, against the Opteron. */
const MACHINE = 1.45;
/** What Xen adds to a packet, against Xen 3 on the Opteron. */
const XEN = 2.8;

const stack: readonly CostName[] = [
  'guest.interrupt',
  'guest.poll',
  'guest.driverReceive',
  'guest.driverTransmit',
  'guest.stackReceive',
  'guest.stackTransmit',
  'guest.socketReceive',
  'guest.socketTransmit',
  'guest.paravirtualReceive',
  'host.driverReceive',
  'xen.grantReceive',
  'xen.netbackReceive',
];
const split: readonly CostName[] = [
  'guest.paravirtualTransmit',
  'host.interrupt',
  'host.poll',
  'host.bridge',
  'host.driverTransmit',
  'xen.eventChannel',
  'xen.interrupt',
  'xen.domainSwitch',
  'xen.hypercall',
  'xen.netbackTransmit',
];

function scaled(names: readonly CostName[], factor: number, source: string): CostRow[] {
  return xen2006.parameters
    .filter(({ name }) => names.includes(name as CostName))
    .map(({ name, value, low, high }) => [name as CostName, Math.round(value * factor), low * factor, high * factor, 'derived', source]);
}

const rows: readonly CostRow[] = [
  ...scaled(stack, MACHINE, `xen-2006 x ${MACHINE}: a Pentium 4 does less for each cycle (assumed)`),
  ...scaled(split, XEN, `xen-2006 x ${XEN}, fitted. ${OFFLOAD}`),
  ['xen.grantTransmit', 4000, 3000, 8000, 'derived', `map and unmap of a page with the flush of the TLB, fitted. ${OFFLOAD}`],
];

export const xen2005 = buildCostModel(
  {
    id: 'xen-2005',
    title: 'Xen 2, 2005 (Pentium 4 Xeon)',
    machine: 'Xeon (Pentium 4) 2.4 GHz, Xen 2, Linux 2.6.11',
    frequencyGhz: 2.4,
    year: 2005,
  },
  rows,
  xen2006,
);
