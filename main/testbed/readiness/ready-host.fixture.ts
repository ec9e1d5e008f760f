/**
 * A host on which every technique but VMDq and Xen is ready, with an adapter of its own, four virtual functions of it, and an adapter for a guest: no recording, but what the documents of Linux say that the files of such a host hold
 * (Documentation/ABI/testing/sysfs-bus-pci, sysfs-kernel-iommu_groups, sysfs-class-net; ethtool(8), devlink-dev(8), ovs-vswitchd(8)).
 */
import { emptyTree, type RecordedTree } from '../../../shared/testbed/recorded-tree.ts';

const DEVICE = '/sys/bus/pci/devices/0000:3b:00.0';
/** Second port of another adapter, for a guest. */
const SPARE = '/sys/bus/pci/devices/0000:5e:00.1';
const FUNCTIONS = [0, 1, 2, 3].map((number) => ({
  number,
  address: `0000:3b:02.${number}`,
  folder: `/sys/bus/pci/devices/0000:3b:02.${number}`,
  group: String(20 + number),
  // Guests have the first two.
  driver: number < 2 ? 'vfio-pci' : 'iavf',
}));

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
  const entries = ['class', 'device', 'driver', 'driver_override', 'iommu_group', 'reset', 'reset_method', 'resource', 'vendor'];
  const eachFunction = (of: (one: (typeof FUNCTIONS)[number]) => readonly (readonly [string, string])[]): Record<string, string> =>
    Object.fromEntries(FUNCTIONS.flatMap(of));
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
      [`${DEVICE}/reset_method`]: 'flr bus',
      [`${DEVICE}/sriov_totalvfs`]: '64',
      [`${DEVICE}/sriov_numvfs`]: '4',
      '/sys/class/net/ens1f0/speed': '10000',
      [`${SPARE}/class`]: '0x020000',
      [`${SPARE}/vendor`]: '0x8086',
      [`${SPARE}/device`]: '0x1572',
      [`${SPARE}/numa_node`]: '0',
      [`${SPARE}/reset_method`]: 'flr bus',
      ...eachFunction(({ folder, group }) => [
        [`${folder}/class`, '0x020000'],
        [`${folder}/vendor`, '0x8086'],
        [`${folder}/device`, '0x154c'],
        [`${folder}/numa_node`, '0'],
        [`${folder}/reset_method`, 'flr'],
        [`/sys/kernel/iommu_groups/${group}/type`, 'DMA-FQ'],
      ]),
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
      '/sys/kernel/iommu_groups': ['7', '8', ...FUNCTIONS.map(({ group }) => group)].join('\n'),
      '/sys/kernel/iommu_groups/7/devices': '0000:3b:00.0',
      '/sys/kernel/iommu_groups/8/devices': '0000:5e:00.1',
      '/sys/kernel/mm/hugepages': 'hugepages-1048576kB',
      '/sys/bus/pci/devices': ['0000:00:1f.0', '0000:3b:00.0', ...FUNCTIONS.map(({ address }) => address), '0000:5e:00.1'].join('\n'),
      [DEVICE]: [...entries, 'sriov_numvfs', 'sriov_totalvfs', 'virtfn0', 'virtfn1', 'virtfn2', 'virtfn3'].join('\n'),
      [SPARE]: entries.join('\n'),
      ...eachFunction(({ address, folder, group }) => [
        [folder, [...entries, 'physfn'].join('\n')],
        [`/sys/kernel/iommu_groups/${group}/devices`, address],
      ]),
    },
    links: {
      '/sys/class/net/ens1f0/device': '../../../0000:3b:00.0',
      '/sys/class/net/ens1f0/device/driver': '../../../../bus/pci/drivers/i40e',
      [`${DEVICE}/iommu_group`]: '../../../../kernel/iommu_groups/7',
      [`${SPARE}/iommu_group`]: '../../../../kernel/iommu_groups/8',
      [`${SPARE}/driver`]: '../../../../bus/pci/drivers/vfio-pci',
      ...eachFunction(({ number, address, folder, group, driver }) => [
        [`${DEVICE}/virtfn${number}`, `../${address}`],
        [`${folder}/physfn`, '../0000:3b:00.0'],
        [`${folder}/iommu_group`, `../../../../kernel/iommu_groups/${group}`],
        [`${folder}/driver`, `../../../../bus/pci/drivers/${driver}`],
      ]),
    },
    outputs: {
      'ovs-appctl dpif-netdev/pmd-stats-show': [
        'pmd thread numa_id 0 core_id 2:',
        '  packets received: 2399607',
        '  avg processing cycles per packet: 812.16 (1948868128/2399607)',
        'pmd thread numa_id 0 core_id 3:',
        '  packets received: 2301155',
        '  avg processing cycles per packet: 806.02 (1854776953/2301155)',
        'main thread:',
        '  packets received: 0',
      ].join('\n'),
      'qemu-system-x86_64 --version': 'QEMU emulator version 8.2.1 (Debian 1:8.2.1)',
      'ovs-vswitchd --version': 'ovs-vswitchd (Open vSwitch) 3.1.0\nDPDK 22.11.1',
      'pkg-config --modversion libdpdk': '22.11.1',
      'ethtool -l ens1f0': 'Channel parameters for ens1f0:\nPre-set maximums:\nCombined:\t64\nCurrent hardware settings:\nCombined:\t4\n',
      'ethtool -g ens1f0':
        'Ring parameters for ens1f0:\nPre-set maximums:\nRX:\t\t4096\nTX:\t\t4096\nCurrent hardware settings:\nRX:\t\t512\nTX:\t\t256\n',
      'ethtool -c ens1f0': 'Coalesce parameters for ens1f0:\nAdaptive RX: on  TX: on\nrx-usecs:\t50\ntx-usecs:\t50\n',
      'ethtool -k ens1f0':
        'Features for ens1f0:\nrx-checksumming: on\ntcp-segmentation-offload: on\n\ttx-tcp-segmentation: on\nlarge-receive-offload: off [fixed]\n',
      'ethtool -T ens1f0':
        'Time stamping parameters for ens1f0:\nCapabilities:\n\thardware-transmit     (SOF_TIMESTAMPING_TX_HARDWARE)\n\tsoftware-receive      (SOF_TIMESTAMPING_RX_SOFTWARE)\nPTP Hardware Clock: 0\nHardware Transmit Timestamp Modes:\n\toff                   (HWTSTAMP_TX_OFF)\n',
      'ip -d link show dev ens1f0': [
        '2: ens1f0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP mode DEFAULT group default qlen 1000',
        '    link/ether xx:xx:xx:xx:xx:xx brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 68 maxmtu 9702',
        '    vf 0     link/ether xx:xx:xx:xx:xx:xx brd ff:ff:ff:ff:ff:ff, spoof checking on, link-state auto, trust off',
        '    vf 1     link/ether xx:xx:xx:xx:xx:xx brd ff:ff:ff:ff:ff:ff, vlan 5, spoof checking off, link-state enable, trust on',
      ].join('\n'),
      'devlink dev info pci/0000:3b:00.0':
        'pci/0000:3b:00.0:\n  driver i40e\n  versions:\n      fixed:\n        board.id K91258-000\n      running:\n        fw.mgmt 9.20\n        fw.bundle_id 0x8000d853\n      stored:\n        fw.mgmt 9.30\n',
      'lspci -vvv -s 0000:3b:00.0':
        '3b:00.0 Ethernet controller: Intel Corporation Ethernet Controller X710 for 10GbE SFP+ (rev 02)\n\tCapabilities: [40] Power Management version 3\n\tCapabilities: [150 v1] Alternative Routing-ID Interpretation (ARI)\n\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)\n',
      'devlink dev eswitch show pci/0000:3b:00.0': 'pci/0000:3b:00.0: mode legacy inline-mode none encap-mode basic',
    },
  };
}
