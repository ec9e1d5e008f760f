/**
 * Xen 3 on an Opteron 250, 2006. The sums for 1,500-byte packets meet the cycles derived from Willmann et al., CDNA, HPCA 2007 (unverified):
 * receive hypervisor 6.4k, driver domain 9.3k, guest 8.0k; transmit 3.4k, 6.3k, 7.1k. What is not named is as in kvm-2017.
 */
import type { CostTable } from './cost-table.ts';

const CDNA = 'part of the cycles derived from Willmann et al., CDNA, HPCA 2007; the split among activities is assumed';
const SCALED = 'copies of 2006: kvm-2017 x 2 (assumed scale of older machines)';

export const xen2006: CostTable = {
  id: 'xen-2006',
  title: 'Xen 3, 2006',
  machine: 'Opteron 250 2.4 GHz, Xen 3',
  frequencyGhz: 2.4,
  year: 2006,
  rows: [
    ['vm.exit', 2000, 'assumed', 'as kvm-2010: first generation hardware virtualization'],
    ['vm.exitUser', 16600, 'published', 'one packet through the host, Sugerman et al., USENIX ATC 2001 (16.6k cycles)'],
    ['vm.endOfInterruptExit', 8400, 'unverified', 'emulated end of interrupt, Dong et al., HPCA 2010'],
    ['vm.injectInterrupt', 2500, 'assumed', 'as preset 2013'],
    ['vm.postingAvailable', 0, 'published', 'VT-d posting came with Broadwell', 1, 1],
    ['copy.coldEvent', 200, 'assumed', SCALED],
    ['copy.coldByte', 0.174, 'assumed', SCALED],
    ['copy.warmEvent', 6, 'assumed', SCALED],
    ['copy.warmByte', 0.0146, 'assumed', SCALED],
    ['host.driverReceive', 2600, 'derived', CDNA],
    ['host.driverTransmit', 1800, 'derived', CDNA],
    ['host.bridge', 1900, 'derived', CDNA],
    ['xen.netbackReceive', 4600, 'derived', CDNA],
    ['xen.netbackTransmit', 2500, 'derived', CDNA],
    ['xen.grantReceive', 4400, 'derived', CDNA],
    ['xen.grantTransmit', 2800, 'derived', CDNA],
    ['xen.hypercall', 2000, 'assumed', 'hypercall for a batch'],
    ['xen.eventChannel', 3000, 'assumed', 'event channel hypercall and upcall'],
    ['xen.interrupt', 4000, 'assumed', 'interrupt through the hypervisor'],
    ['xen.domainSwitch', 6000, 'assumed', 'domain switch with TLB flush'],
    ['guest.driverReceive', 2600, 'derived', CDNA],
    ['guest.driverTransmit', 1800, 'derived', CDNA],
    ['guest.paravirtualReceive', 2600, 'derived', CDNA],
    ['guest.paravirtualTransmit', 2200, 'derived', CDNA],
    ['guest.stackReceive', 2600, 'derived', CDNA],
    ['guest.stackTransmit', 2700, 'derived', CDNA],
    ['guest.socketReceive', 1700, 'derived', CDNA],
    ['guest.socketTransmit', 2100, 'derived', CDNA],
    ['vmdq.queueReceive', 2500, 'assumed', 'half of netback: no bridge, grant reuse'],
    ['vmdq.queueTransmit', 2000, 'assumed', 'half of netback: no bridge, grant reuse'],
  ],
};
