/** A probe of a host as text: what there is, and which techniques would work. */
import type { Fact, HostProbe, NetworkAdapter, Readiness, TwinChoice } from '../../shared/testbed/host-probe.ts';
import { techniques } from '../../shared/catalogue/techniques.ts';
import { textTable } from './text-table.ts';

const WIDTH = 100;

/** @param withEvidence adds the text behind each conclusion. */
export function probeText(probe: HostProbe, readiness: readonly Readiness[], withEvidence: boolean): string {
  return [
    `Host ${probe.origin}, looked at ${probe.probedAt}`,
    textTable(inventoryRows(probe), { width: WIDTH }),
    ...probe.adapters.map((adapter) => `\n${adapterName(adapter)}\n${textTable(adapterRows(probe, adapter), { indent: 2, width: WIDTH })}`),
    '',
    ...readiness.map((one) => readinessText(probe, one, withEvidence)),
  ].join('\n');
}

/** The value in words; `unknown`, with the reason when only root may look. */
function shown<Value>(probe: HostProbe, { value, evidence }: Fact<Value>, words: (value: Value) => string = String): string {
  if (value !== null) return words(value) || 'none';
  return evidence.some((place) => probe.evidence[place]?.state === 'denied') ? 'unknown, needs root' : 'unknown';
}

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');
const listed = (values: readonly string[]): string => values.join(', ');

function inventoryRows(probe: HostProbe): string[][] {
  const { kernel, cpu, memory, iommu, kvm, devices, programs } = probe;
  const of = <Value>(fact: Fact<Value>, words?: (value: Value) => string): string => shown(probe, fact, words);
  return [
    ['machine', of(probe.machine)],
    ['system', `${of(kernel.distribution)}, Linux ${of(kernel.release)}`],
    ['kernel parameters', of(kernel.commandLine)],
    [
      'CPU',
      `${of(cpu.model)}: ${of(cpu.sockets)} sockets, ${of(cpu.cores)} cores, ${of(cpu.cpus)} CPUs, hyper-threading ${of(cpu.hyperThreading, yesOrNo)}`,
    ],
    ['virtual machine', of(cpu.isGuest, yesOrNo)],
    ['virtualization', of(cpu.virtualization)],
    ['frequency', `${of(cpu.nowMhz)} MHz, at most ${of(cpu.mostMhz)} MHz, governor ${of(cpu.governor)}`],
    ['memory', of(memory.total, (kib) => `${(kib / 2 ** 20).toFixed(1)} GiB`)],
    ['huge pages', of(memory.hugePages, (sizes) => sizes.map(({ kib, pages }) => `${pages} of ${kib} KiB`).join(', '))],
    ['NUMA nodes', of(memory.numaNodes, (nodes) => nodes.map(({ node, cpus }) => `${node}: CPUs ${cpus}`).join('; '))],
    [
      'IOMMU',
      `units ${of(iommu.units, listed)}, firmware tables ${of(iommu.firmwareTables, listed)}, groups ${of(iommu.groups, (groups) => String(groups.length))}`,
    ],
    [
      'KVM',
      `device ${of(kvm.device, yesOrNo)}; ${of(kvm.parameters, (all) => all.map(({ name, value }) => `${name} = ${value}`).join(', '))}`,
    ],
    [
      'devices',
      `tun ${of(devices.tun, yesOrNo)}, vhost-net ${of(devices.vhostNet, yesOrNo)}, vfio ${of(devices.vfio, yesOrNo)}, iommufd ${of(devices.iommufd, yesOrNo)}`,
    ],
    ['vDPA, mediated', `${of(probe.vdpaManagement, listed)}; ${of(probe.mediatedDevices, listed)}`],
    ['programs', `QEMU ${of(programs.qemu)}, Open vSwitch ${of(programs.openVswitch)}, DPDK ${of(programs.dpdk)}`],
  ];
}

function adapterName({ interfaces, pciAddress }: NetworkAdapter): string {
  return [interfaces.join(', '), pciAddress].filter(Boolean).join(' at ');
}

function adapterRows(probe: HostProbe, adapter: NetworkAdapter): string[][] {
  const of = <Value>(fact: Fact<Value>, words?: (value: Value) => string): string => shown(probe, fact, words);
  return [
    ['device', `${of(adapter.pciId)}, driver ${of(adapter.driver)}`],
    ['link', of(adapter.linkMbps, (mbps) => `${mbps / 1000} Gbit/s`)],
    [
      'PCIe',
      `${of(adapter.pcieSpeed)} GT/s x ${of(adapter.pcieWidth)}, at most ${of(adapter.pcieMostSpeed)} x ${of(adapter.pcieMostWidth)}; NUMA node ${of(adapter.numaNode)}`,
    ],
    ['virtual functions', `${of(adapter.vfs)} of ${of(adapter.mostVfs)}; is one itself: ${of(adapter.isVf, yesOrNo)}`],
    ['IOMMU group', of(adapter.iommuGroup)],
    ['queues', `${of(adapter.queues)}, at most ${of(adapter.mostQueues)}`],
    ['rings', `receive ${of(adapter.receiveRing)}, transmit ${of(adapter.transmitRing)}, at most ${of(adapter.mostReceiveRing)}`],
    [
      'moderation',
      `${of(adapter.receiveMicroseconds)} µs, adaptive ${of(adapter.adaptiveModeration, yesOrNo)}; switch ${of(adapter.switchMode)}`,
    ],
  ];
}

function readinessText(probe: HostProbe, { technique, status, conditions }: Readiness, withEvidence: boolean): string {
  const title = techniques.find(({ name }) => name === technique)?.title ?? technique;
  const rows = conditions.flatMap((one) => [
    [one.status, `${one.need}: ${one.finding}`],
    ...(one.remedy === '' ? [] : [['', one.remedy]]),
    ...(withEvidence ? one.evidence.flatMap((place) => evidenceRow(probe, place)) : []),
  ]);
  return `${status.toUpperCase()}  ${technique}: ${title}\n${textTable(rows, { indent: 2, width: WIDTH })}\n`;
}

function evidenceRow(probe: HostProbe, place: number): string[][] {
  const found = probe.evidence[place];
  if (!found) return [];
  const text = found.state === 'read' ? found.text.replaceAll('\n', ' ') : found.state;
  return [['', `${found.source}: ${text.length > 200 ? `${text.slice(0, 199)}…` : text}`]];
}

/** Settings of the scenario that stands for the host, and how each was found. */
export function twinText(choices: readonly TwinChoice[]): string {
  return textTable(
    choices.map(({ path, value, origin, because }) => [origin, `${path} = ${value}`, because]),
    { width: WIDTH },
  );
}
