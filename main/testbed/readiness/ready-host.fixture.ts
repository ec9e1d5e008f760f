/**
 * A host on which every technique but VMDq and Xen is ready: no recording, but what the documents of Linux say that the files of such a host hold
 * (Documentation/ABI/testing/sysfs-bus-pci, sysfs-kernel-iommu_groups, sysfs-class-net; ethtool(8), devlink-dev(8)).
 */
import { emptyTree, type RecordedTree } from '../../../shared/testbed/recorded-tree.ts';

const DEVICE = '/sys/bus/pci/devices/0000:3b:00.0';

export function readyHost(): RecordedTree {
  const cpus = Array.from({ length: 8 }, (_, number) =>
    [
      `processor\t: ${number}`,
      'vendor_id\t: GenuineIntel',
      'model name\t: Intel(R) Xeon(R) Gold 6140 CPU @ 2.30GHz',
      'cpu MHz\t\t: 2300.000',
      'physical id\t: 0',
      'siblings\t: 8',
      `core id\t\t: ${number}`,
      'cpu cores\t: 8',
      'flags\t\t: fpu vme vmx ept vpid',
    ].join('\n'),
  );
  const entries = ['class', 'device', 'driver', 'driver_override', 'iommu_group', 'resource', 'sriov_numvfs', 'sriov_totalvfs', 'vendor'];
  return {
    ...emptyTree('ready'),
    files: {
      '/proc/cpuinfo': `${cpus.join('\n\n')}\n\n`,
      '/proc/meminfo': 'MemTotal:       65536000 kB\n',
      '/proc/sys/kernel/osrelease': '6.1.0-20-amd64',
      '/proc/modules': 'vfio_pci 16384 0 - Live 0x0\nvhost_net 36864 1 - Live 0x0\next4 999 1 - Live 0x0\n',
      '/sys/devices/system/cpu/online': '0-7',
      '/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages': '16',
      '/sys/kernel/mm/hugepages/hugepages-1048576kB/free_hugepages': '12',
      '/sys/kernel/iommu_groups/7/type': 'DMA-FQ',
      '/sys/class/iommu/dmar0/intel-iommu/cap': '8d2078c106f0466',
      '/sys/module/kvm_intel/parameters/enable_apicv': 'Y',
      [`${DEVICE}/class`]: '0x020000',
      [`${DEVICE}/vendor`]: '0x8086',
      [`${DEVICE}/device`]: '0x1572',
      [`${DEVICE}/numa_node`]: '0',
      [`${DEVICE}/current_link_speed`]: '8.0 GT/s PCIe',
      [`${DEVICE}/current_link_width`]: '8',
      [`${DEVICE}/max_link_speed`]: '8.0 GT/s PCIe',
      [`${DEVICE}/max_link_width`]: '8',
      [`${DEVICE}/sriov_totalvfs`]: '64',
      [`${DEVICE}/sriov_numvfs`]: '4',
      '/sys/class/net/ens1f0/speed': '10000',
    },
    folders: {
      '/dev': 'kvm\nnet\nnull\nvfio\nvhost-net',
      '/dev/net': 'tun',
      '/dev/vfio': '7\nvfio',
      '/usr/bin': 'env\nqemu-system-x86_64',
      '/sys/class/net': 'ens1f0\nlo',
      '/sys/class/net/ens1f0/queues': 'rx-0\nrx-1\nrx-2\nrx-3\ntx-0\ntx-1\ntx-2\ntx-3',
      '/sys/class/iommu': 'dmar0',
      '/sys/firmware/acpi/tables': 'APIC\nDMAR\nFACP',
      '/sys/kernel/iommu_groups': '7',
      '/sys/kernel/iommu_groups/7/devices': '0000:3b:00.0',
      '/sys/kernel/mm/hugepages': 'hugepages-1048576kB',
      '/sys/bus/pci/devices': '0000:00:1f.0\n0000:3b:00.0',
      [DEVICE]: entries.join('\n'),
    },
    links: {
      '/sys/class/net/ens1f0/device': '../../../0000:3b:00.0',
      '/sys/class/net/ens1f0/device/driver': '../../../../bus/pci/drivers/i40e',
      [`${DEVICE}/iommu_group`]: '../../../../kernel/iommu_groups/7',
    },
    outputs: {
      'qemu-system-x86_64 --version': 'QEMU emulator version 8.2.1 (Debian 1:8.2.1)',
      'ovs-vswitchd --version': 'ovs-vswitchd (Open vSwitch) 3.1.0\nDPDK 22.11.1',
      'pkg-config --modversion libdpdk': '22.11.1',
      'ethtool -l ens1f0': 'Channel parameters for ens1f0:\nPre-set maximums:\nCombined:\t64\nCurrent hardware settings:\nCombined:\t4\n',
      'ethtool -g ens1f0':
        'Ring parameters for ens1f0:\nPre-set maximums:\nRX:\t\t4096\nTX:\t\t4096\nCurrent hardware settings:\nRX:\t\t512\nTX:\t\t256\n',
      'ethtool -c ens1f0': 'Coalesce parameters for ens1f0:\nAdaptive RX: on  TX: on\nrx-usecs:\t50\ntx-usecs:\t50\n',
      'ethtool -k ens1f0':
        'Features for ens1f0:\nrx-checksumming: on\ntcp-segmentation-offload: on\n\ttx-tcp-segmentation: on\nlarge-receive-offload: off [fixed]\n',
      'devlink dev eswitch show pci/0000:3b:00.0': 'pci/0000:3b:00.0: mode legacy inline-mode none encap-mode basic',
    },
  };
}
