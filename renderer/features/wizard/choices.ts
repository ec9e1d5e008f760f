/** The choices of selects, in the field's words. */
import { dataPlaneNames, dataPlanes } from '../../../shared/catalogue/data-planes.ts';
import type { SelectOption } from '../../ui/index.ts';

export const schedulerKinds: readonly SelectOption[] = [
  { value: 'credit', label: 'Credit (by weight)' },
  { value: 'round-robin', label: 'Round robin (equal turns)' },
];

export const iommuModes: readonly SelectOption[] = [
  { value: 'persistent', label: 'Persistent mappings' },
  { value: 'deferred', label: 'Deferred invalidation' },
  { value: 'strict', label: 'Strict invalidation' },
  { value: 'shadow-copy', label: 'Copies to shadow buffers' },
  { value: 'ring', label: 'A flat table for each ring (rIOMMU)' },
  { value: 'pass-through', label: 'Pass-through (no translation)' },
];

export const ioPageSizes: readonly SelectOption[] = [
  { value: 4, label: '4 KiB' },
  { value: 2048, label: '2 MiB' },
  { value: 1048576, label: '1 GiB' },
];

export const moderationKinds: readonly SelectOption[] = [
  { value: 'adaptive', label: 'Adaptive' },
  { value: 'fixed', label: 'Fixed interval' },
  { value: 'off', label: 'Off (one for each frame)' },
];

export const transmitArbiters: readonly SelectOption[] = [
  { value: 'round-robin', label: 'Round robin' },
  { value: 'weighted', label: 'Weighted (by VM weight)' },
];

export const placementKinds: readonly SelectOption[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'pinned', label: 'Pinned to cores' },
];

export const applicationKinds: readonly SelectOption[] = [
  { value: 'sockets', label: 'Socket application' },
  { value: 'request-server', label: 'Request server' },
  { value: 'kernel-forwarder', label: 'Virtual router (kernel)' },
  { value: 'poll-forwarder', label: 'Virtual router (poll mode)' },
  { value: 'data-plane', label: 'Data plane (DPDK, XDP, switches)' },
];

export const dataPlaneOption = (value: keyof typeof dataPlanes): SelectOption => ({ value, label: dataPlanes[value].title });

export const dataPlaneOptions: readonly SelectOption[] = dataPlaneNames.map(dataPlaneOption);

export const serviceDistributions: readonly SelectOption[] = [
  { value: 'exponential', label: 'Exponential' },
  { value: 'constant', label: 'Constant' },
];

export const directions: readonly SelectOption[] = [
  { value: 'receive', label: 'Receive (wire to VM)' },
  { value: 'transmit', label: 'Transmit (VM to wire)' },
  { value: 'vm-to-vm', label: 'VM to VM' },
  { value: 'forward', label: 'Forward (wire to VM to wire)' },
];

export const trafficKinds: readonly SelectOption[] = [
  { value: 'constant', label: 'Constant rate', group: 'Open loop' },
  { value: 'poisson', label: 'Poisson', group: 'Open loop' },
  { value: 'on-off', label: 'On/off bursts', group: 'Open loop' },
  { value: 'fitted', label: 'Fitted gaps', group: 'Open loop' },
  { value: 'replay', label: 'Replay of a capture', group: 'Open loop' },
  { value: 'request-response', label: 'Request and response', group: 'Closed loop' },
  { value: 'tcp-stream', label: 'TCP stream', group: 'Closed loop' },
];

export const loadUnits: readonly SelectOption[] = [
  { value: 'percent-of-line-rate', label: '% of line rate' },
  { value: 'packets-per-second', label: 'packets/s' },
  { value: 'megabits-per-second', label: 'Mbit/s' },
];

export const replayLoadUnits: readonly SelectOption[] = [{ value: 'times-recorded', label: '× recorded' }, ...loadUnits];

export const gapKinds: readonly SelectOption[] = [
  { value: 'exponential', label: 'Exponential' },
  { value: 'lognormal', label: 'Lognormal' },
  { value: 'weibull', label: 'Weibull' },
  { value: 'quantiles', label: 'Quantiles of a capture' },
];

export const replayStarts: readonly SelectOption[] = [
  { value: 'random', label: 'At a random time' },
  { value: 'beginning', label: 'At its beginning' },
];

export const loadScopes: readonly SelectOption[] = [
  { value: 'total', label: 'Shared by the VMs' },
  { value: 'each-vm', label: 'For each VM' },
];

export const sizeKinds: readonly SelectOption[] = [
  { value: 'fixed', label: 'One size' },
  { value: 'imix', label: 'Simple IMIX (7:4:1)' },
  { value: 'empirical', label: 'A distribution' },
];

export const pointOrders: readonly SelectOption[] = [
  { value: 'longest-first', label: 'Longest first' },
  { value: 'planned', label: 'As planned' },
  { value: 'shuffled', label: 'Shuffled by the seed' },
];

/** By the end of the path of a field. */
const choicesByField: Readonly<Record<string, readonly SelectOption[]>> = {
  'host.scheduler.kind': schedulerKinds,
  'host.iommu.mode': iommuModes,
  'host.iommu.pageKib': ioPageSizes,
  'nic.moderation.kind': moderationKinds,
  'nic.transmitArbiter': transmitArbiters,
  'placement.kind': placementKinds,
  'application.kind': applicationKinds,
  'application.implementation': dataPlaneOptions,
  'application.serviceDistribution': serviceDistributions,
  direction: directions,
  'traffic.kind': trafficKinds,
  'traffic.loadUnit': replayLoadUnits,
  'traffic.loadScope': loadScopes,
  'traffic.size.kind': sizeKinds,
  'traffic.gaps.kind': gapKinds,
  'traffic.start': replayStarts,
  'method.order': pointOrders,
};

/** The choices of a field among the values that it may have; a value that has no words stands for itself. */
export function choicesOf(path: string, values: readonly (string | number)[]): readonly SelectOption[] {
  const field = Object.keys(choicesByField).find((end) => path === end || path.endsWith(`.${end}`));
  const worded = field === undefined ? [] : (choicesByField[field] ?? []);
  return values.map((value) => worded.find((choice) => choice.value === value) ?? { value, label: String(value).replaceAll('-', ' ') });
}

const FROM_CAPTURES: readonly SelectOption['value'][] = ['replay', 'quantiles'];

/** What comes with a capture file only can be kept, and not be chosen. */
export function withoutCaptured(options: readonly SelectOption[], current: unknown): readonly SelectOption[] {
  return options.filter(({ value }) => value === current || !FROM_CAPTURES.includes(value));
}
