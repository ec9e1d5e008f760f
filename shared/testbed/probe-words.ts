/** A probe of a host as people read it. */
import { formatFixed, formatNumber } from '../number-format.ts';
import { words } from '../texts/words.ts';
import type { Fact, HostProbe, NetworkAdapter } from './host-probe.ts';

/** The value in words; `unknown`, with the reason when only root may look. */
export function factText<Value>(probe: HostProbe, { value, evidence }: Fact<Value>, say: (value: Value) => string = String): string {
  const { facts } = words().hostProbe;
  if (value !== null) return say(value) || facts.none;
  return evidence.some((place) => probe.evidence[place]?.state === 'denied') ? facts.needsRoot : facts.unknown;
}

const listed = (values: readonly string[]): string => values.join(', ');

function yesOrNo(value: boolean): string {
  const { yes, no } = words().hostProbe.facts;
  return value ? yes : no;
}

/** What there is, each with its name. */
export function inventoryRows(probe: HostProbe): [string, string][] {
  const { kernel, cpu, memory, iommu, kvm, devices, programs } = probe;
  const texts = words().hostProbe;
  const { titles } = texts;
  const of = <Value>(fact: Fact<Value>, say?: (value: Value) => string): string => factText(probe, fact, say);
  return [
    [titles.machine, of(probe.machine)],
    [titles.system, texts.system(of(kernel.distribution), of(kernel.release))],
    [titles.kernelParameters, of(kernel.commandLine)],
    [titles.cpu, texts.cpu(of(cpu.model), of(cpu.sockets), of(cpu.cores), of(cpu.cpus), of(cpu.hyperThreading, yesOrNo))],
    [titles.isolation, texts.isolation(of(probe.isolation, listed), of(cpu.isolatedCpus), of(probe.nmiWatchdog, yesOrNo))],
    [titles.isGuest, of(cpu.isGuest, yesOrNo)],
    [titles.virtualization, of(cpu.virtualization)],
    [titles.frequency, texts.frequency(of(cpu.nowMhz), of(cpu.mostMhz), of(cpu.governor))],
    [titles.memory, of(memory.total, (kib) => `${formatFixed(kib / 2 ** 20, 1)} GiB`)],
    [
      titles.hugePages,
      of(memory.hugePages, (sizes) => listed(sizes.map(({ kib, pages }) => texts.pagesOfSize(String(pages), String(kib))))),
    ],
    [titles.numaNodes, of(memory.numaNodes, (nodes) => nodes.map(({ node, cpus }) => texts.cpusOfNode(String(node), cpus)).join('; '))],
    [
      titles.iommu,
      texts.iommu(
        of(iommu.units, listed),
        of(iommu.firmwareTables, listed),
        of(iommu.groups, (groups) => String(groups.length)),
        of(iommu.posting, yesOrNo),
      ),
    ],
    [
      titles.kvm,
      texts.kvm(
        of(kvm.device, yesOrNo),
        of(kvm.parameters, (all) => listed(all.map(({ name, value }) => `${name} = ${value}`))),
      ),
    ],
    [
      titles.devices,
      texts.devices(of(devices.tun, yesOrNo), of(devices.vhostNet, yesOrNo), of(devices.vfio, yesOrNo), of(devices.iommufd, yesOrNo)),
    ],
    [titles.postedInterrupts, of(kvm.postedInterrupts, (rows) => listed(rows.map(({ row, count }) => `${row} ${formatNumber(count)}`)))],
    [titles.bridges, of(probe.bridges, listed)],
    [titles.taps, of(probe.taps, (all) => all.map(tapText).join('; '))],
    [titles.vhostZeroCopy, of(probe.vhostZeroCopy, yesOrNo)],
    [titles.switchThreads, of(probe.switchThreads, (all) => all.map(switchThreadText).join('; '))],
    [titles.virtioFeatures, of(probe.virtioFeatures, (all) => all.join('; '))],
    [
      titles.vdpaAndMediated,
      texts.vdpaAndMediated(of(probe.vdpaManagement, listed), of(probe.vdpaDevices, listed), of(probe.mediatedDevices, listed)),
    ],
    [titles.programs, texts.programs(of(programs.qemu), of(programs.openVswitch), of(programs.dpdk))],
  ];
}

type Listed<List> = List extends Fact<readonly (infer One)[]> ? One : never;

function tapText({ name, multiQueue, vnetHeader }: Listed<HostProbe['taps']>): string {
  const { tap, tapQueues, tapHeader } = words().hostProbe;
  return tap(name, multiQueue ? tapQueues.several : tapQueues.one, vnetHeader ? tapHeader.with : tapHeader.without);
}

function switchThreadText({ core, packets, processingCycles }: Listed<HostProbe['switchThreads']>): string {
  const { switchThread, facts } = words().hostProbe;
  return switchThread(String(core), String(packets ?? facts.unknown), String(processingCycles ?? facts.unknown));
}

/** `eth0 at 0000:02:00.0`. */
export function adapterName({ interfaces, pciAddress }: NetworkAdapter): string {
  const names = listed(interfaces);
  return names !== '' && pciAddress ? words().probedAdapter.name(names, pciAddress) : names || (pciAddress ?? '');
}

export function adapterRows(probe: HostProbe, adapter: NetworkAdapter): [string, string][] {
  const texts = words().probedAdapter;
  const { titles } = texts;
  const of = <Value>(fact: Fact<Value>, say?: (value: Value) => string): string => factText(probe, fact, say);
  return [
    [titles.device, texts.device(of(adapter.pciId), of(adapter.driver))],
    [titles.link, of(adapter.linkMbps, (mbps) => `${mbps / 1000} Gbit/s`)],
    [
      titles.pcie,
      texts.pcie(
        of(adapter.pcieSpeed),
        of(adapter.pcieWidth),
        of(adapter.pcieMostSpeed),
        of(adapter.pcieMostWidth),
        of(adapter.pcieUsableGbps, (gbps) => formatFixed(gbps, 1)),
        of(adapter.numaNode),
      ),
    ],
    adapter.isVf.value === true
      ? [titles.isVf, texts.functionOf(of(adapter.physicalFunction))]
      : [titles.vfs, virtualFunctionsText(probe, adapter)],
    [titles.vfSettings, of(adapter.vfSettings, (all) => all.join('; '))],
    [
      titles.iommuGroup,
      texts.iommuGroup(of(adapter.iommuGroup), of(adapter.resets, yesOrNo), of(adapter.resetMethods), of(adapter.pciCapabilities, listed)),
    ],
    [titles.firmware, of(adapter.firmware, listed)],
    [titles.timestamping, of(adapter.timestamping, listed)],
    [titles.queues, texts.queues(of(adapter.queues), of(adapter.mostQueues))],
    [titles.rings, texts.rings(of(adapter.receiveRing), of(adapter.transmitRing), of(adapter.mostReceiveRing))],
    [titles.moderation, texts.moderation(of(adapter.receiveMicroseconds), of(adapter.adaptiveModeration, yesOrNo), of(adapter.switchMode))],
  ];
}

function virtualFunctionsText(probe: HostProbe, { vfs, mostVfs, virtualFunctions, isVf }: NetworkAdapter): string {
  const texts = words().probedAdapter;
  const [made, most, isOne] = [factText(probe, vfs), factText(probe, mostVfs), factText(probe, isVf, yesOrNo)];
  const addresses = listed(virtualFunctions.value ?? []);
  return addresses === '' ? texts.vfs(made, most, isOne) : texts.namedVfs(made, most, addresses, isOne);
}
