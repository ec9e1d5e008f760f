/** Names, units and values of settings for people: `flows.0.traffic.load` is "Offered load, % of line rate". */
import { keyWords } from '../scenario/key-words.ts';
import type { Scenario, SettingValue } from '../scenario/schema.ts';
import { words } from '../texts/words.ts';
import { digits } from '../units.ts';

export interface SettingName {
  readonly title: string;
  /** Unit, or empty. */
  readonly unit: string;
  /** What says of a value alone which setting it is of: the unit ("80 % of line rate"), or what is counted ("8 VMs"). Default: the title before it. */
  readonly toldBy?: 'unit' | 'count' | undefined;
}

type Texts = ReturnType<typeof words>['settings'];

const hostUnits: Readonly<Record<keyof Texts['host'], string>> = {
  'host.profile': '',
  'host.cores': '',
  'host.frequencyGhz': 'GHz',
  'host.networkCores': '',
  'host.scheduler.sliceUs': 'µs',
  'host.iommu.pageKib': 'KiB',
  'host.scheduler.kind': '',
  'host.iommu.mode': '',
  'host.iommu.interruptPosting': '',
  costModel: '',
  'nic.profile': '',
  'nic.moderation.kind': '',
  'nic.moderation.transmitFrames': '',
  'nic.transmitArbiter': '',
  'nic.ports': '',
  'nic.lineRateGbps': 'Gbit/s',
  'nic.propagationNs': 'ns',
  'nic.ringDescriptors': '',
  'nic.virtualFunctions': '',
  'nic.moderation.intervalUs': 'µs',
  'method.dma.transferBytes': 'bytes',
  'method.dma.windowKib': 'KiB',
  'method.dma.inFlight': '',
  'method.frameBytes': 'bytes',
  'method.durationMs': 'ms',
};

const vmUnits: Readonly<Record<keyof Texts['vms'], string>> = {
  count: '',
  vcpus: '',
  weight: '',
  rateLimitMbps: 'Mbit/s',
  'application.serviceUs': 'µs',
};

const trafficUnits: Readonly<Record<keyof Texts['traffic'], string>> = {
  'size.frameBytes': 'bytes',
  onUs: 'µs',
  offUs: 'µs',
  outstanding: '',
  requestBytes: 'bytes',
  responseBytes: 'bytes',
  mtuBytes: 'bytes',
  thinkUs: 'µs',
  retryMs: 'ms',
  connections: '',
  windowKib: 'KiB',
  segmentsPerAck: '',
  retransmitMs: 'ms',
};

/** Name of a setting; of which flow or VM group, where there are several. A path without a name stands for itself. */
export function settingName(path: string, scenario?: Scenario): SettingName {
  return knownSettingName(path, scenario) ?? { title: path, unit: '' };
}

/** The same; null for a path without a name. */
export function knownSettingName(path: string, scenario?: Scenario): SettingName | null {
  const texts = words().settings;
  const [, list, index = '', key = ''] = /^(flows|vms)\.(\d+)\.(?:traffic\.)?(.+)$/.exec(path) ?? [];
  if (list === 'flows') return ofOwner(flowSetting(key, scenario?.flows[Number(index)]), scenario?.flows, Number(index));
  if (list === 'vms') return ofOwner(vmSetting(key), scenario?.vms, Number(index));
  const [, choice, option] = /^techniques\.(\d+)\.options\.(.+)$/.exec(path) ?? [];
  if (option !== undefined) return { title: optionTitle(option, scenario?.techniques[Number(choice)]), unit: '' };
  if (path.startsWith('costs.')) return { title: texts.costOf(path.slice('costs.'.length)), unit: '' };
  return isKeyOf(hostUnits, path) ? { title: texts.host[path], unit: hostUnits[path] } : null;
}

/** "Offered load, % of line rate": the name of an axis. */
export function settingTitle(path: string, scenario?: Scenario): string {
  const { title, unit } = settingName(path, scenario);
  return unit === '' ? title : words().settings.titleIn(title, unit);
}

/** "80 % of line rate", "1,518 bytes", "8 VMs"; with the title where the unit does not tell. */
export function settingText(path: string, value: SettingValue, scenario?: Scenario): string {
  const texts = words().settings;
  const { title, unit, toldBy } = settingName(path, scenario);
  const said = settingValueText(value);
  if (typeof value === 'number' && toldBy === 'count') return texts.countOf(said, title);
  if (typeof value === 'number' && toldBy === 'unit') return texts.valueOfLoad(said, unit);
  return typeof value !== 'number' || unit === '' ? texts.value(title, said) : texts.valueIn(title, said, unit);
}

/** "1,518", "adaptive", "yes". */
export function settingValueText(value: SettingValue): string {
  const { on, off } = words().settings.switches;
  if (typeof value === 'number') return digits(value);
  return typeof value === 'string' ? value : value ? on : off;
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
  return choice ? words().settings.optionOf(title, choice.label ?? choice.name) : title;
}

function vmSetting(key: string): SettingName | null {
  if (!isKeyOf(vmUnits, key)) return null;
  return { title: words().settings.vms[key], unit: vmUnits[key], toldBy: key === 'count' ? 'count' : undefined };
}

function flowSetting(key: string, flow: Scenario['flows'][number] | undefined): SettingName | null {
  const texts = words().settings;
  if (key !== 'load') return isKeyOf(trafficUnits, key) ? { title: texts.traffic[key], unit: trafficUnits[key] } : null;
  const traffic = flow?.traffic;
  const title = traffic && 'loadScope' in traffic && traffic.loadScope === 'each-vm' ? texts.loadOfEachVm : texts.load;
  if (!traffic || !('loadUnit' in traffic)) return { title, unit: '' };
  const tells = traffic.loadUnit === 'percent-of-line-rate' || traffic.loadUnit === 'packets-per-second';
  return { title, unit: texts.loadUnits[traffic.loadUnit], toldBy: tells ? 'unit' : undefined };
}

function ofOwner(setting: SettingName | null, list: readonly { readonly name: string }[] | undefined, index: number): SettingName | null {
  const owner = list && list.length > 1 ? list[index]?.name : undefined;
  return setting && owner !== undefined ? { ...setting, title: words().settings.titleOf(setting.title, owner) } : setting;
}

function isKeyOf<Keyed extends object>(keyed: Keyed, key: string): key is keyof Keyed & string {
  return Object.hasOwn(keyed, key);
}
