/** Names, units and values of settings for people: `flows.0.traffic.load` is "Offered load, % of line rate". */
import { FRAME_SETTING } from '../scenario/frame-sizes.ts';
import { keyWords } from '../scenario/key-words.ts';
import type { Scenario, SettingValue } from '../scenario/schema.ts';
import { digits } from '../units.ts';

export interface SettingName {
  readonly title: string;
  /** Unit, or empty. */
  readonly unit: string;
}

const hostSettings: Readonly<Record<string, SettingName>> = {
  'host.profile': { title: 'Host', unit: '' },
  'host.cores': { title: 'Physical cores', unit: '' },
  'host.frequencyGhz': { title: 'Core frequency', unit: 'GHz' },
  'host.networkCores': { title: 'Network cores', unit: '' },
  'host.scheduler.sliceUs': { title: 'Scheduler slice', unit: 'µs' },
  'host.iommu.pageKib': { title: 'I/O page size', unit: 'KiB' },
  'host.scheduler.kind': { title: 'Scheduler', unit: '' },
  'host.iommu.mode': { title: 'IOMMU mode', unit: '' },
  'host.iommu.interruptPosting': { title: 'Interrupt posting', unit: '' },
  costModel: { title: 'Cost model', unit: '' },
  'nic.profile': { title: 'NIC', unit: '' },
  'nic.moderation.kind': { title: 'Moderation', unit: '' },
  'nic.moderation.transmitFrames': { title: 'Transmitted frames for each interrupt', unit: '' },
  'nic.transmitArbiter': { title: 'Transmit arbiter', unit: '' },
  'nic.ports': { title: 'Ports', unit: '' },
  'nic.lineRateGbps': { title: 'Line rate', unit: 'Gbit/s' },
  'nic.propagationNs': { title: 'Propagation', unit: 'ns' },
  'nic.ringDescriptors': { title: 'Ring descriptors', unit: '' },
  'nic.virtualFunctions': { title: 'Virtual functions', unit: '' },
  'nic.moderation.intervalUs': { title: 'Moderation interval', unit: 'µs' },
  'method.dma.transferBytes': { title: 'Transfer size', unit: 'bytes' },
  'method.dma.windowKib': { title: 'Window', unit: 'KiB' },
  'method.dma.inFlight': { title: 'Transfers in flight', unit: '' },
  [FRAME_SETTING]: { title: 'Frame size', unit: 'bytes' },
  'method.durationMs': { title: 'Duration', unit: 'ms' },
};

const vmSettings: Readonly<Record<string, SettingName>> = {
  count: { title: 'VMs', unit: '' },
  vcpus: { title: 'vCPUs of each VM', unit: '' },
  weight: { title: 'Weight', unit: '' },
  rateLimitMbps: { title: 'Rate limit', unit: 'Mbit/s' },
  'application.serviceUs': { title: 'Service time', unit: 'µs' },
};

const trafficSettings: Readonly<Record<string, SettingName>> = {
  'size.frameBytes': { title: 'Frame size', unit: 'bytes' },
  onUs: { title: 'Mean burst', unit: 'µs' },
  offUs: { title: 'Mean pause', unit: 'µs' },
  outstanding: { title: 'Outstanding requests', unit: '' },
  requestBytes: { title: 'Request', unit: 'bytes' },
  responseBytes: { title: 'Response', unit: 'bytes' },
  mtuBytes: { title: 'MTU', unit: 'bytes' },
  thinkUs: { title: 'Think time', unit: 'µs' },
  retryMs: { title: 'Retry time', unit: 'ms' },
  connections: { title: 'Connections', unit: '' },
  windowKib: { title: 'Window', unit: 'KiB' },
  segmentsPerAck: { title: 'Segments per ACK', unit: '' },
  retransmitMs: { title: 'Retransmission time', unit: 'ms' },
};

const loadUnits: Readonly<Record<string, string>> = {
  'percent-of-line-rate': '% of line rate',
  'packets-per-second': 'pps',
  'megabits-per-second': 'Mbit/s',
  'times-recorded': '× recorded',
};

/** Name of a setting; of which flow or VM group, where there are several. A path without a name stands for itself. */
export function settingName(path: string, scenario?: Scenario): SettingName {
  const [, list, index = '', key = ''] = /^(flows|vms)\.(\d+)\.(?:traffic\.)?(.+)$/.exec(path) ?? [];
  if (list === 'flows') return named(flowSetting(key, scenario?.flows[Number(index)]), scenario?.flows, Number(index), path);
  if (list === 'vms') return named(vmSettings[key], scenario?.vms, Number(index), path);
  const [, choice, option] = /^techniques\.(\d+)\.options\.(.+)$/.exec(path) ?? [];
  if (option !== undefined) return { title: optionTitle(option, scenario?.techniques[Number(choice)]), unit: '' };
  if (path.startsWith('costs.')) return { title: `Cost of ${path.slice('costs.'.length)}`, unit: '' };
  return hostSettings[path] ?? { title: path, unit: '' };
}

/** "Offered load, % of line rate": the name of an axis. */
export function settingTitle(path: string, scenario?: Scenario): string {
  const { title, unit } = settingName(path, scenario);
  return unit === '' ? title : `${title}, ${unit}`;
}

/** "80 % of line rate", "1,518 bytes", "8 VMs"; with the title where the unit does not tell. */
export function settingText(path: string, value: SettingValue, scenario?: Scenario): string {
  const { title, unit } = settingName(path, scenario);
  if (typeof value !== 'number') return `${title} ${settingValueText(value)}`;
  if (unit === '') return title.startsWith('VMs') ? `${digits(value)} ${title}` : `${title} ${digits(value)}`;
  if (unit === '% of line rate' || unit === 'pps') return `${digits(value)} ${unit}`;
  return `${title} ${digits(value)} ${unit}`;
}

/** "1,518", "adaptive", "yes". */
export function settingValueText(value: SettingValue): string {
  if (typeof value === 'number') return digits(value);
  return typeof value === 'string' ? value : value ? 'yes' : 'no';
}

/** All settings of a point in one line; empty for a fixed load. */
export function settingsText(settings: Readonly<Record<string, SettingValue>>, scenario?: Scenario): string {
  return Object.entries(settings)
    .map(([path, value]) => settingText(path, value, scenario))
    .join(', ');
}

/** "IOMMU mode of sriov": the words of the option's name. */
function optionTitle(option: string, choice: Scenario['techniques'][number] | undefined): string {
  const { title } = keyWords(option);
  return choice ? `${title} of ${choice.label ?? choice.name}` : title;
}

function flowSetting(key: string, flow: Scenario['flows'][number] | undefined): SettingName | undefined {
  if (key !== 'load') return trafficSettings[key];
  const traffic = flow?.traffic;
  const unit = traffic && 'loadUnit' in traffic ? (loadUnits[traffic.loadUnit] ?? '') : '';
  const scope = traffic && 'loadScope' in traffic && traffic.loadScope === 'each-vm' ? ' of each VM' : '';
  return { title: `Offered load${scope}`, unit };
}

function named(
  setting: SettingName | undefined,
  list: readonly { readonly name: string }[] | undefined,
  index: number,
  path: string,
): SettingName {
  if (!setting) return { title: path, unit: '' };
  const owner = list && list.length > 1 ? list[index]?.name : undefined;
  return owner === undefined ? setting : { ...setting, title: `${setting.title} (${owner})` };
}
