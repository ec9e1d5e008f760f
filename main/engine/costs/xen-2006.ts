/**
 * Xen 3 on an Opteron 250: the split driver as measured in the CDNA paper. Costs for each packet are several times those of 2013 because of cache and
 * TLB misses (Menon et al., VEE 2005) and without receive merging. The published totals are for a data packet with its share of acknowledgements: each
 * pays for half an acknowledgement on the way back, at `tcp.acknowledgement` of the costs of the other direction.
 */
import { buildCostModel, type CostRow } from './cost-model.ts';
import { scaledDataPlaneCosts } from './data-plane-costs.ts';
import { FRESH } from './measured-copies.ts';
import { softwareLimits } from './software-limits.ts';

const CDNA = 'Willmann et al., CDNA, HPCA 2007, Tables 2-3 (unverified): share of CPU x 2.4 GHz / packets';
const FIT = 'fitted to throughput and cycles of CDNA Tables 2-3 and to native, residual -8 to +6 %';
const RECEIVE_DD = `${CDNA}: driver domain 9.3k on receive; split assumed, ${FIT}`;
const TRANSMIT_DD = `${CDNA}: driver domain 6.3k on transmit; split assumed, ${FIT}`;
const RECEIVE_HYP = `${CDNA}: hypervisor 6.4k on receive, less copy and what is amortized over 8.6 packets; ${FIT}`;
const TRANSMIT_HYP = `${CDNA}: hypervisor 3.4k on transmit, less what is amortized over 18.6 packets; ${FIT}`;
const RECEIVE_GUEST = `${CDNA}: guest 8.0k on receive, native 7.7k (3,629 Mb/s); split assumed, ${FIT}`;
const TRANSMIT_GUEST = `${CDNA}: guest 7.1k on transmit, native 5.4k (5,126 Mb/s); split assumed, ${FIT}`;
const EVENT = `split of the hypervisor’s share by 11,138 and 5,193 interrupts/s and, with CDNA, 13,659; ${FIT}`;
const COPY = 'Zero-copy I/O note, 2017 machine, x 1.75 for machines of 2006-10';
const LATER = 'did not exist in 2006; scaled from kvm-2010';

const rows: readonly CostRow[] = [
  ...scaledDataPlaneCosts(2.5),
  ...softwareLimits,
  ['vm.exit', 2500, 1009, 3963, 'unverified', 'Agesen et al., ATC 2012, Table 1: 3,963 Prescott, 1,579 Merom; a value between'],
  ['vm.exitKernel', 5000, 3000, 8000, 'assumed', LATER],
  [
    'vm.exitUser',
    16_600,
    10_000,
    25_000,
    'assumed',
    'cycles of a packet sent through the host in 2001 (Sugerman et al., Table 2)',
    'Pentium III 733 MHz',
  ],
  ['vm.exitPollution', 2500, 0, 20_000, 'assumed', 'no tagged TLB: refill after each exit'],
  ['vm.haltExit', 8000, 4000, 12_000, 'assumed', LATER],
  ['vm.injectInterrupt', 3000, 2000, 5000, 'assumed', LATER],
  ['vm.endOfInterruptExit', 8400, 2500, 8400, 'unverified', 'Dong et al., HPCA 2010 body: emulated end of interrupt', 'Nehalem, Xen HVM'],
  ['vm.postedInterrupt', 400, 200, 800, 'assumed', LATER],
  ['vm.postingAvailable', 0, 0, 0, 'published', 'no processor of the time posts interrupts'],
  ['vm.timerExits', 0, 0, 4000, 'assumed', 'a paravirtual guest has timer events and no exits'],
  ['wakeup.latency', 6000, 3000, 9000, 'assumed', '3 us on a 2017 machine (Zero-copy I/O note) x 2'],
  ['wakeup.waker', 2000, 1000, 3500, 'assumed', LATER],
  ['idle.exitLatency', 1000, 200, 5000, 'assumed', 'halt state of the time; no deep sleep states'],
  ['idle.deepExitLatency', 0, 0, 0, 'assumed', 'no deep sleep states'],
  ['idle.deepResidency', 0, 0, 0, 'assumed', 'no deep sleep states'],
  ['host.tickRate', 250, 100, 1000, 'assumed', 'Linux of the time: 100 to 1,000 Hz'],
  ['host.tick', 3500, 1800, 10_000, 'assumed', 'kvm-2017 x 1.5'],
  ['context.switch', 3600, 2400, 4800, 'unverified', '1-2 us x 2.4 GHz'],
  [
    'context.pollution',
    1000,
    0,
    4000,
    'assumed',
    'up to 4 times the L2 misses and 12-24 times the data-TLB misses (Menon et al., VEE 2005, via a lecture)',
  ],
  ['host.interrupt', 3000, 1500, 5000, 'assumed', RECEIVE_DD],
  ['host.poll', 1000, 500, 2000, 'assumed', RECEIVE_DD],
  ['host.driverReceive', 2800, 1400, 4000, 'derived', RECEIVE_DD],
  ['host.driverTransmit', 1570, 1100, 3000, 'derived', TRANSMIT_DD],
  ['host.bridge', 1700, 900, 3000, 'derived', RECEIVE_DD],
  ['host.tapEnqueue', 900, 400, 1500, 'assumed', LATER],
  ['host.tapTransmit', 2500, 1200, 4000, 'assumed', LATER],
  ['host.segmentMerge', 600, 250, 1200, 'assumed', LATER],
  ['doorbell.write', 150, 75, 300, 'assumed', 'posted write over a host bridge, twice kvm-2013'],
  ['copy.coldEvent', 52, 30, 150, 'assumed', `cold line chain 30-50 ns. ${COPY}`],
  ['copy.coldByte', 0.235, 0.13, 0.4, 'assumed', `0.134 ns/B. ${COPY}`],
  ['copy.warmEvent', 5.3, 3, 12, 'assumed', `3 ns. ${COPY}`],
  ['copy.warmByte', 0.0128, 0.0073, 0.08, 'assumed', `0.0073 ns/B. ${COPY}`],
  ['copy.freshByte', 0.084, 0.047, 0.135, 'assumed', `${FRESH}. ${COPY}`],
  ['user.systemCall', 400, 200, 800, 'assumed', LATER],
  ['user.mainLoop', 10_000, 4000, 20_000, 'assumed', LATER],
  ['emulated.devicePacket', 5000, 2200, 12_000, 'assumed', 'above the 2.2k cycles of the Lance model in 2001 (Sugerman et al., Table 2)'],
  ['emulated.checksumByte', 2, 1, 4, 'assumed', 'kvm-2017'],
  [
    'emulated.interruptInterval',
    0,
    0,
    250_000,
    'unverified',
    'device models kept no interval before QEMU 1.7 (2013)',
    'any (software constant)',
  ],
  ['virtio.transmitTimer', 0, 0, 250_000, 'assumed', LATER],
  ['virtio.backendPacket', 5000, 2500, 9000, 'assumed', LATER],
  ['virtio.kick', 5000, 3000, 8000, 'assumed', LATER],
  ['virtio.interrupt', 1500, 900, 3000, 'assumed', LATER],
  ['vhost.turn', 1200, 500, 2500, 'assumed', LATER],
  ['vhost.receivePacket', 3000, 1500, 5000, 'assumed', LATER],
  ['vhost.transmitPacket', 2200, 1000, 4000, 'assumed', LATER],
  ['vhost.ringMemory', 0, 0, 200, 'assumed', 'contained in vhost.transmitPacket'],
  ['vhost.accessGuard', 0, 0, 0, 'published', 'no processor of the time has SMAP'],
  ['vhost.metadataGuard', 0, 0, 0, 'published', 'no processor of the time has SMAP'],
  ['vhost.metadataCheck', 0, 0, 40, 'assumed', 'contained in vhost.transmitPacket'],
  ['dpdk.poll', 150, 60, 300, 'assumed', LATER],
  ['dpdk.emptyPoll', 80, 30, 160, 'assumed', LATER],
  ['dpdk.switchPacket', 655, 300, 1500, 'assumed', LATER],
  ['dpdk.vhostCrossing', 150, 50, 400, 'assumed', LATER],
  ['xen.eventChannel', 1500, 700, 5000, 'assumed', EVENT],
  ['xen.interrupt', 2000, 1000, 8000, 'assumed', EVENT],
  ['xen.domainSwitch', 1500, 700, 6000, 'assumed', EVENT],
  ['xen.hypercall', 1000, 500, 4000, 'assumed', EVENT],
  ['xen.descriptorCheck', 500, 300, 1500, 'derived', `${CDNA}: protection of 1.2k with CDNA, less two hypercalls for about 12 packets`],
  ['xen.grantReceive', 3700, 2000, 6000, 'derived', RECEIVE_HYP],
  ['xen.grantTransmit', 2280, 1500, 3400, 'derived', TRANSMIT_HYP],
  ['xen.netbackReceive', 3900, 2500, 6000, 'derived', RECEIVE_DD],
  ['xen.netbackTransmit', 1600, 1300, 4000, 'derived', TRANSMIT_DD],
  ['xen.guestPacket', 0, 0, 1500, 'derived', `${CDNA}: contained in the guest's 8.0k and 7.1k`],
  ['vmdq.queueReceive', 1500, 300, 2000, 'derived', `${CDNA}: hypervisor 1.5k with CDNA, of which about 1.2k protection`],
  ['vmdq.queueTransmit', 1500, 300, 2000, 'derived', `${CDNA}: hypervisor 1.5k with CDNA, of which about 1.2k protection`],
  [
    'tcp.acknowledgement',
    0.3,
    0.2,
    1,
    'derived',
    'fitted to guest transmit with offloads (Menon et al., ATC 2006: 2,794 Mb/s), which leaves little for acknowledgements: no data, no socket',
  ],
  ['guest.interrupt', 2500, 1200, 4000, 'assumed', RECEIVE_GUEST],
  ['guest.poll', 800, 400, 1500, 'assumed', RECEIVE_GUEST],
  ['guest.driverReceive', 1200, 900, 2200, 'derived', RECEIVE_GUEST],
  ['guest.driverTransmit', 1090, 700, 1800, 'derived', TRANSMIT_GUEST],
  ['guest.paravirtualReceive', 1580, 800, 2500, 'derived', RECEIVE_GUEST],
  ['guest.paravirtualTransmit', 2650, 1200, 3500, 'derived', TRANSMIT_GUEST],
  ['guest.stackReceive', 2500, 2000, 4500, 'derived', RECEIVE_GUEST],
  ['guest.stackTransmit', 2400, 1600, 4000, 'derived', TRANSMIT_GUEST],
  ['guest.segmentMerge', 600, 250, 1200, 'assumed', LATER],
  ['guest.socketReceive', 2000, 1300, 3500, 'derived', RECEIVE_GUEST],
  ['guest.socketTransmit', 1200, 900, 2500, 'derived', TRANSMIT_GUEST],
  ['guest.forward', 2500, 1500, 4000, 'assumed', LATER],
  ['guest.pollForward', 600, 250, 1200, 'assumed', LATER],
  ['iommu.map', 3000, 1000, 6000, 'assumed', LATER],
  ['iommu.unmap', 3000, 1000, 6000, 'assumed', LATER],
  ['iommu.strictSearch', 0, 0, 2111, 'assumed', 'contained in iommu.map'],
  ['iommu.invalidate', 3000, 2000, 8000, 'assumed', LATER],
  ['iommu.ringEntry', 200, 100, 500, 'assumed', 'two writes of memory that the device reads, each with a barrier of about 100 cycles'],
  ['iommu.walk', 400, 250, 700, 'assumed', LATER],
  ['pcie.readLatency', 900, 600, 1500, 'assumed', 'about 560 ns on Sandy Bridge (pcie-bench data); host bridge of 2006'],
  ['pcie.readByte', 1.2, 0.6, 4, 'assumed', 'four times the slope of a Gen3 x8 device (pcie-bench data)'],
  ['pcie.writeLatency', 500, 250, 900, 'assumed', 'kvm-2017 x 2'],
  ['pcie.memoryRead', 80, 40, 150, 'assumed', 'above kvm-2017: memory behind the host bridge'],
  ['memory.refresh', 105, 70, 130, 'unverified', 'JEDEC, JESD79-2: tRFC of a DDR2 device of 512 Mbit'],
  ['pcie.blocked', 0, 0, 0.01, 'assumed', 'nothing is published'],
  ['pcie.block', 184, 0, 200, 'assumed', 'as on the Xeon E5-2630 (Sandy Bridge), where it occurs'],
  ['pcie.remoteSocket', 90, 40, 250, 'assumed', 'kvm-2017'],
  ['pcie.remoteBlocked', 0, 0, 0.3, 'assumed', 'nothing is published'],
  ['pcie.remoteBlock', 356, 0, 800, 'assumed', 'kvm-2017'],
];

export const xen2006 = buildCostModel(
  { id: 'xen-2006', title: 'Xen 3, 2006 (Opteron)', machine: 'Opteron 250 2.4 GHz, Xen 3, Linux 2.6.16', frequencyGhz: 2.4, year: 2006 },
  rows,
);
