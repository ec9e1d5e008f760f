/** The settings that a sweep can vary, with names for people. */
import type { CostParameter } from '../../../shared/catalogue/profiles.ts';
import type { SelectOption } from '../../ui/index.ts';
import { namesAt, objectAt } from './edits.ts';
import { listAt, valueAt } from './draft-path.ts';

const hostSettings = {
  'host.cores': 'Physical cores',
  'host.frequencyGhz': 'Core frequency, GHz',
  'host.networkCores': 'Network cores',
  'host.scheduler.sliceUs': 'Scheduler slice, µs',
  'nic.ports': 'Ports',
  'nic.lineRateGbps': 'Line rate, Gbit/s',
  'nic.propagationNs': 'Propagation, ns',
  'nic.ringDescriptors': 'Ring descriptors',
  'nic.virtualFunctions': 'Virtual functions',
  'nic.moderation.intervalUs': 'Moderation interval, µs',
} as const;

/** Settings of words and switches. */
const wordSettings = {
  'nic.profile': 'NIC profile',
  'nic.moderation.kind': 'Moderation',
  'nic.transmitArbiter': 'Transmit arbiter',
  'host.profile': 'Host profile',
  'host.scheduler.kind': 'Scheduler',
  'host.iommu.mode': 'IOMMU mode',
  'host.iommu.interruptPosting': 'Interrupt posting',
  costModel: 'Cost model',
} as const;

const vmSettings = {
  count: 'VMs',
  vcpus: 'vCPUs of each VM',
  weight: 'Weight',
  rateLimitMbps: 'Rate limit, Mbit/s',
} as const;

const trafficSettings: Readonly<Record<string, string>> = {
  load: 'Offered load',
  'size.frameBytes': 'Frame size, bytes',
  onUs: 'Mean burst, µs',
  offUs: 'Mean pause, µs',
  outstanding: 'Outstanding requests',
  requestBytes: 'Request, bytes',
  responseBytes: 'Response, bytes',
  mtuBytes: 'MTU, bytes',
  thinkUs: 'Think time, µs',
  retryMs: 'Retry time, ms',
  connections: 'Connections',
  windowKib: 'Window, KiB',
  segmentsPerAck: 'Segments per ACK',
  retransmitMs: 'Retransmission time, ms',
};

export function sweepPaths(draft: unknown, costs: readonly CostParameter[]): readonly SelectOption[] {
  return [
    ...listAt(draft, 'flows').flatMap((flow, index) =>
      Object.entries(trafficSettings)
        .filter(([key]) => typeof valueAt(flow, `traffic.${key}`) === 'number')
        .map(([key, label]) => ({
          value: `flows.${index}.traffic.${key}`,
          label: `${label}: ${namesAt(draft, 'flows')[index]}`,
          group: 'Traffic',
        })),
    ),
    ...listAt(draft, 'vms').flatMap((vm, index) =>
      [...Object.entries(vmSettings), ...serverSettings(vm)].map(([key, label]) => ({
        value: `vms.${index}.${key}`,
        label: `${label}: ${namesAt(draft, 'vms')[index]}`,
        group: 'Virtual machines',
      })),
    ),
    ...Object.entries(hostSettings).map(([value, label]) => ({ value, label, group: value.startsWith('nic') ? 'NIC' : 'Host' })),
    ...Object.entries(wordSettings).map(([value, label]) => ({ value, label, group: 'Words and switches' })),
    ...costs.map(({ name, unit }) => ({ value: `costs.${name}`, label: `${name}, ${unit}`, group: 'Cost parameters' })),
  ];
}

function serverSettings(vm: unknown): [string, string][] {
  return 'serviceUs' in objectAt(vm, 'application') ? [['application.serviceUs', 'Service time, µs']] : [];
}

/** An axis over the first setting that is not varied yet; a load in per cent gets the usual steps. */
export function newAxis(
  draft: unknown,
  paths: readonly SelectOption[],
): { readonly path: string; readonly values: (number | string | boolean)[] } {
  const taken = listAt(draft, 'method.sweep').map((axis) => valueAt(axis, 'path'));
  const path = String(paths.find(({ value }) => !taken.includes(value))?.value ?? 'flows.0.traffic.load');
  const isPercent = path.endsWith('.traffic.load') && valueAt(draft, path.replace(/load$/, 'loadUnit')) === 'percent-of-line-rate';
  if (isPercent) return { path, values: [10, 25, 50, 75, 100] };
  const present = valueAt(draft, path);
  return { path, values: [typeof present === 'number' || typeof present === 'string' || typeof present === 'boolean' ? present : 1] };
}

/** The choices with one more for a path that is set but not among them, so that it stays visible. */
export function withPath(paths: readonly SelectOption[], path: unknown): readonly SelectOption[] {
  if (typeof path !== 'string' || path === '' || paths.some(({ value }) => value === path)) return paths;
  return [{ value: path, label: path, group: 'Set by hand' }, ...paths];
}
