/** A probe of a host as people read it. */
import { formatFixed, formatNumber } from '../number-format.ts';
import type { Fact, HostProbe, NetworkAdapter } from './host-probe.ts';

/** The value in words; `unknown`, with the reason when only root may look. */
export function factText<Value>(probe: HostProbe, { value, evidence }: Fact<Value>, words: (value: Value) => string = String): string {
  if (value !== null) return words(value) || 'none';
  return evidence.some((place) => probe.evidence[place]?.state === 'denied') ? 'unknown, needs root' : 'unknown';
}

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');
const listed = (values: readonly string[]): string => values.join(', ');

/** What there is, each with its name. */
export function inventoryRows(probe: HostProbe): [string, string][] {
  const { kernel, cpu, memory, iommu, kvm, devices, programs } = probe;
  const of = <Value>(fact: Fact<Value>, words?: (value: Value) => string): string => factText(probe, fact, words);
  return [
    ['machine', of(probe.machine)],
    ['system', `${of(kernel.distribution)}, Linux ${of(kernel.release)}`],
    ['kernel parameters', of(kernel.commandLine)],
    [
      'CPU',
      `${of(cpu.model)}: ${of(cpu.sockets)} sockets, ${of(cpu.cores)} cores, ${of(cpu.cpus)} CPUs, hyper-threading ${of(cpu.hyperThreading, yesOrNo)}`,
    ],
    ['isolation', `${of(probe.isolation, listed)}; isolated CPUs ${of(cpu.isolatedCpus)}; NMI watchdog ${of(probe.nmiWatchdog, yesOrNo)}`],
    ['virtual machine', of(cpu.isGuest, yesOrNo)],
    ['virtualization', of(cpu.virtualization)],
    ['frequency', `${of(cpu.nowMhz)} MHz, at most ${of(cpu.mostMhz)} MHz, governor ${of(cpu.governor)}`],
    ['memory', of(memory.total, (kib) => `${formatFixed(kib / 2 ** 20, 1)} GiB`)],
    ['huge pages', of(memory.hugePages, (sizes) => sizes.map(({ kib, pages }) => `${pages} of ${kib} KiB`).join(', '))],
    ['NUMA nodes', of(memory.numaNodes, (nodes) => nodes.map(({ node, cpus }) => `${node}: CPUs ${cpus}`).join('; '))],
    [
      'IOMMU',
      `units ${of(iommu.units, listed)}, firmware tables ${of(iommu.firmwareTables, listed)}, groups ${of(iommu.groups, (groups) => String(groups.length))}, posting ${of(iommu.posting, yesOrNo)}`,
    ],
    [
      'KVM',
      `device ${of(kvm.device, yesOrNo)}; ${of(kvm.parameters, (all) => all.map(({ name, value }) => `${name} = ${value}`).join(', '))}`,
    ],
    [
      'devices',
      `tun ${of(devices.tun, yesOrNo)}, vhost-net ${of(devices.vhostNet, yesOrNo)}, vfio ${of(devices.vfio, yesOrNo)}, iommufd ${of(devices.iommufd, yesOrNo)}`,
    ],
    ['posted interrupts', of(kvm.postedInterrupts, (rows) => rows.map(({ row, count }) => `${row} ${formatNumber(count)}`).join(', '))],
    ['bridges', of(probe.bridges, listed)],
    [
      'TAP devices',
      of(probe.taps, (all) =>
        all
          .map(
            ({ name, multiQueue, vnetHeader }) =>
              `${name}: ${multiQueue ? 'several queues' : 'one queue'}, ${vnetHeader ? '' : 'no '}header of virtio`,
          )
          .join('; '),
      ),
    ],
    ['vhost-net without a copy', of(probe.vhostZeroCopy, yesOrNo)],
    [
      'threads of Open vSwitch',
      of(probe.switchThreads, (all) =>
        all
          .map(
            ({ core, packets, processingCycles }) =>
              `core ${core}: ${packets ?? 'unknown'} packets, ${processingCycles ?? 'unknown'} cycles each`,
          )
          .join('; '),
      ),
    ],
    ['virtio features', of(probe.virtioFeatures, (all) => all.join('; '))],
    [
      'vDPA, mediated',
      `${of(probe.vdpaManagement, listed)}, devices ${of(probe.vdpaDevices, listed)}; ${of(probe.mediatedDevices, listed)}`,
    ],
    ['programs', `QEMU ${of(programs.qemu)}, Open vSwitch ${of(programs.openVswitch)}, DPDK ${of(programs.dpdk)}`],
  ];
}

/** `eth0 at 0000:02:00.0`. */
export function adapterName({ interfaces, pciAddress }: NetworkAdapter): string {
  return [interfaces.join(', '), pciAddress].filter(Boolean).join(' at ');
}

export function adapterRows(probe: HostProbe, adapter: NetworkAdapter): [string, string][] {
  const of = <Value>(fact: Fact<Value>, words?: (value: Value) => string): string => factText(probe, fact, words);
  return [
    ['device', `${of(adapter.pciId)}, driver ${of(adapter.driver)}`],
    ['link', of(adapter.linkMbps, (mbps) => `${mbps / 1000} Gbit/s`)],
    [
      'PCIe',
      `${of(adapter.pcieSpeed)} GT/s x ${of(adapter.pcieWidth)}, at most ${of(adapter.pcieMostSpeed)} x ${of(adapter.pcieMostWidth)}; usable ${of(adapter.pcieUsableGbps, (gbps) => formatFixed(gbps, 1))} Gbit/s; NUMA node ${of(adapter.numaNode)}`,
    ],
    adapter.isVf.value === true
      ? ['virtual function', `of ${of(adapter.physicalFunction)}`]
      : [
          'virtual functions',
          `${of(adapter.vfs)} of ${of(adapter.mostVfs)}${adapter.virtualFunctions.value?.length ? `: ${listed(adapter.virtualFunctions.value)}` : ''}; is one itself: ${of(adapter.isVf, yesOrNo)}`,
        ],
    ['settings of VFs', of(adapter.vfSettings, (all) => all.join('; '))],
    [
      'IOMMU group',
      `${of(adapter.iommuGroup)}; reset alone ${of(adapter.resets, yesOrNo)}, by ${of(adapter.resetMethods)}; capabilities ${of(adapter.pciCapabilities, listed)}`,
    ],
    ['firmware', of(adapter.firmware, listed)],
    ['time stamps', of(adapter.timestamping, listed)],
    ['queues', `${of(adapter.queues)}, at most ${of(adapter.mostQueues)}`],
    ['rings', `receive ${of(adapter.receiveRing)}, transmit ${of(adapter.transmitRing)}, at most ${of(adapter.mostReceiveRing)}`],
    [
      'moderation',
      `${of(adapter.receiveMicroseconds)} µs, adaptive ${of(adapter.adaptiveModeration, yesOrNo)}; switch ${of(adapter.switchMode)}`,
    ],
  ];
}
