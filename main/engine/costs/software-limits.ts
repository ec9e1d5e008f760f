/** Limits that the software sets by design, the same in every era unless a model says otherwise. */
import type { CostRow } from './cost-model.ts';

const LINUX = 'any (software constant)';

export const softwareLimits: readonly CostRow[] = [
  [
    'emulated.callsPerFrame',
    1,
    1,
    4,
    'unverified',
    'QEMU net/tap.c: one read or writev for each frame; the rest is in user.mainLoop',
    LINUX,
  ],
  ['user.callsPerPacket', 4, 2, 6, 'published', 'KVM documentation: vhost-net removes up to 4 system calls for each packet', LINUX],
  [
    'emulated.interruptAccesses',
    3,
    2,
    4,
    'assumed',
    'Linux e1000 driver: cause read, mask write, unmask write; count not checked against a trace',
    LINUX,
  ],
  ['emulated.receiveBatch', 16, 1, 32, 'unverified', 'Linux e1000 driver gives receive buffers back 16 at a time', LINUX],
  ['emulated.ring', 256, 48, 4096, 'published', 'Linux e1000 documentation: 256 descriptors by default', LINUX],
  ['virtio.ring', 256, 64, 1024, 'unverified', 'QEMU virtio-net: 256 for each queue, at most 1,024', LINUX],
  ['xen.ring', 256, 128, 256, 'published', 'H. Xu, netback "tx queue" patch: 256 slots', LINUX],
  ['vhost.packetWeight', 256, 64, 1024, 'published', 'Linux vhost source', LINUX],
  ['vhost.byteWeight', 524_288, 65_536, 1_048_576, 'published', 'Linux vhost source: 0x80000', LINUX],
  ['dpdk.burst', 32, 4, 256, 'published', 'DPDK testpmd.h; Open vSwitch dp-packet.h', LINUX],
  ['napi.weight', 64, 16, 64, 'unverified', 'Linux NAPI weight', LINUX],
  ['napi.budget', 300, 64, 1000, 'unverified', 'Linux net.core.netdev_budget', LINUX],
  ['backlog.packets', 1000, 500, 4096, 'unverified', 'Linux tap queue length and net.core.netdev_max_backlog', LINUX],
  [
    'iommu.flushBatch',
    250,
    128,
    256,
    'published',
    'Linux commit "PCI: iommu: iotlb flushing", 2008: flush after 250 entries or 10 ms',
    LINUX,
  ],
  [
    'iommu.iotlbEntries',
    64,
    32,
    512,
    'derived',
    'pcie-bench data (Neugebauer et al., SIGCOMM 2018): full rate at a window of 64 x 4 KB = 256 KB, miss = 1 - 64 x page / window beyond',
    'Xeon E5-2630v4',
  ],
  [
    'iommu.parallelWalks',
    6,
    1,
    16,
    'derived',
    'pcie-bench data: 291 ns for a miss / 52.2 ns for each read at a 64 MB window = 5.6',
    'Xeon E5-2630v4',
  ],
];
