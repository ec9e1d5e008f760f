/** What the lab measured at its guests, in the form of every measured result: it is kept in projects and laid beside simulations like the others. */
import { estimateMean } from '../../../shared/statistics/confidence.ts';
import { EMULATED_CPU } from '../../../shared/measured/emulated-cpu.ts';
import type { MeasuredDistribution, MeasuredPoint, MeasuredResult, MeasuredSeries } from '../../../shared/measured/schema.ts';
import type { GuestDevice } from './devices.ts';
import type { Observation, ObservedValues } from './observations.ts';
import { exitsOf } from './qemu/register-accesses.ts';
import { virtualCpus, type Accelerator } from './qemu/command.ts';

/** Of the pair of functions of the host. */
const GENERATOR_GUEST =
  'The frames of the virtual function come from a second guest at another one and pass the switch inside the adapter: there is an adapter in them, and no wire. Round trips have the way through that guest in them too; CPU times and exits are of the guest that is measured alone.';
const WITHOUT_ADAPTER =
  'Round trips are of one frame at a time through a socket or TAP interface of QEMU, the adapter, and the echo service of the guest: there is no wire and no physical adapter in them.';

export interface Circumstances {
  readonly accelerator: Accelerator;
  readonly qemuVersion: string;
  /** Of the kernel of the guest. */
  readonly guestRelease: string;
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
  readonly frameBytes: number;
  /** Name and value, as they are shown: processor, kernel, load of the host. */
  readonly host: readonly { readonly name: string; readonly value: string }[];
}

const UNCOUNTED_NOTIFICATIONS =
  'The kernel takes the notifications of vhost-net, and they do not pass QEMU: what its driver asks for in a round trip is not counted.';

interface Quantity {
  readonly metric: MeasuredSeries['metric'];
  readonly quantity: string;
  readonly unit: string;
  readonly conversion?: string;
  /** Measured while more was offered than the guest takes: the value belongs to that load. */
  readonly atOverload?: boolean;
  /** Greatest value that there can be. Default: none. */
  readonly most?: number;
  readonly of: (values: ObservedValues) => number | null | undefined;
}

/** Index of a quantile in what the generator tells. */
const permille = (share: number) => Math.round(share * 1000) - 1;

const quantities: readonly Quantity[] = [
  { metric: 'latencyMeanNs', quantity: 'mean round trip', unit: 'ns', of: ({ averageNs }) => averageNs },
  { metric: 'latencyP50Ns', quantity: 'median round trip', unit: 'ns', of: ({ quantilesNs }) => quantilesNs?.[permille(0.5)] },
  {
    metric: 'latencyP95Ns',
    quantity: '95th percentile of round trips',
    unit: 'ns',
    of: ({ quantilesNs }) => quantilesNs?.[permille(0.95)],
  },
  {
    metric: 'latencyP99Ns',
    quantity: '99th percentile of round trips',
    unit: 'ns',
    of: ({ quantilesNs }) => quantilesNs?.[permille(0.99)],
  },
  {
    metric: 'offeredPps',
    quantity: 'frames sent to the guest at overload',
    unit: 'pps',
    atOverload: true,
    of: ({ offeredPps }) => offeredPps,
  },
  {
    metric: 'deliveredPps',
    quantity: 'frames that the guest took at overload',
    unit: 'pps',
    atOverload: true,
    of: ({ receivedPps }) => receivedPps,
  },
  { metric: 'lossRatio', quantity: 'loss at overload', unit: 'ratio', atOverload: true, most: 1, of: ({ lossRatio }) => lossRatio },
  { metric: null, quantity: 'datagrams sent by the guest', unit: 'pps', of: ({ transmittedPps }) => transmittedPps },
  { metric: null, quantity: 'TCP payload sent by the guest', unit: 'bit/s', of: ({ streamBps }) => streamBps },
  { metric: null, quantity: 'RFC 2544 throughput', unit: 'pps', of: ({ throughputPps }) => throughputPps },
  {
    metric: null,
    quantity: 'exits asked for by the driver in a round trip',
    unit: '',
    conversion: 'register reads and writes and queue notifications, from the memory trace of QEMU',
    of: ({ accesses }) => accesses && exitsOf(accesses),
  },
  { metric: null, quantity: 'register reads in a round trip', unit: '', of: ({ accesses }) => accesses?.registerReads },
  { metric: null, quantity: 'register writes in a round trip', unit: '', of: ({ accesses }) => accesses?.registerWrites },
  { metric: null, quantity: 'queue notifications in a round trip', unit: '', of: ({ accesses }) => accesses?.queueNotifications },
  { metric: null, quantity: 'interrupts in a round trip', unit: '', of: ({ accesses }) => accesses?.interrupts },
];

/** CPU time belongs to the test in which it was taken. */
const cpuQuantities: readonly Quantity[] = [
  { metric: null, quantity: 'CPU time of the virtual CPU for a frame', unit: 'ns', of: ({ vcpuNsPerFrame }) => vcpuNsPerFrame },
  { metric: null, quantity: 'CPU time of the device threads for a frame', unit: 'ns', of: ({ deviceNsPerFrame }) => deviceNsPerFrame },
  { metric: null, quantity: 'exits of KVM for a frame', unit: '', of: ({ kvmPerFrame }) => kvmPerFrame?.exits },
  {
    metric: null,
    quantity: 'exits of KVM to QEMU for a register, for a frame',
    unit: '',
    of: ({ kvmPerFrame }) => kvmPerFrame?.registerExits,
  },
  { metric: null, quantity: 'exits of KVM of an idle CPU, for a frame', unit: '', of: ({ kvmPerFrame }) => kvmPerFrame?.idleExits },
  { metric: null, quantity: 'interrupts by KVM for a frame', unit: '', of: ({ kvmPerFrame }) => kvmPerFrame?.interrupts },
];

export function measuredGuest(
  devices: readonly GuestDevice[],
  observations: readonly Observation[],
  { accelerator, qemuVersion, guestRelease, measuredAt, frameBytes, host }: Circumstances,
): MeasuredResult {
  const of = (device: GuestDevice) => observations.filter((one) => one.device === device.id);
  return {
    tool: 'testbed',
    toolVersion: `QEMU ${qemuVersion}`,
    title: `Guests of QEMU: ${devices.map(({ id }) => id).join(', ')}`,
    measuredAt,
    conditions: [
      { name: 'Accelerator', value: accelerator === 'kvm' ? 'KVM' : 'TCG' },
      { name: 'Guest', value: `Linux ${guestRelease}, virtual CPUs: ${virtualCpus(devices)}` },
      { name: 'Frame', value: `${frameBytes} bytes` },
      ...host,
    ],
    series: devices.flatMap((device) => seriesOf(device, of(device))),
    distributions: devices.flatMap((device) => distributionOf(device, of(device))),
    warnings: [
      ...(accelerator === 'tcg' ? [EMULATED_CPU] : []),
      ...(devices.some(({ wire }) => wire === 'vhost') ? [UNCOUNTED_NOTIFICATIONS] : []),
      ...(devices.some(({ wire }) => wire === 'switch') ? [GENERATOR_GUEST] : []),
      ...(devices.some(({ wire }) => wire !== 'switch') ? [WITHOUT_ADAPTER] : []),
    ],
  };
}

/** A technique of the lab gives its name to the series, which is then laid beside that technique alone. */
function labelOf({ technique, id }: GuestDevice): string {
  return technique ?? id;
}

function seriesOf(device: GuestDevice, observations: readonly Observation[]): MeasuredSeries[] {
  const label = labelOf(device);
  const plain = quantities.flatMap((quantity) => oneSeries(label, quantity, observations, ''));
  const byTest = [...Map.groupBy(observations, ({ test }) => test)].flatMap(([test, own]) =>
    cpuQuantities.flatMap((quantity) => oneSeries(label, quantity, own, ` (${test})`)),
  );
  return [...plain, ...byTest];
}

function oneSeries(
  label: string,
  { metric, quantity, unit, conversion = '', atOverload = false, most = Infinity, of }: Quantity,
  observations: readonly Observation[],
  suffix: string,
): MeasuredSeries[] {
  const values = observations.flatMap(({ values: one }) => of(one) ?? []);
  if (values.length === 0) return [];
  const loadPps = atOverload ? estimateMean(observations.flatMap(({ values: { offeredPps } }) => offeredPps ?? [])).mean : null;
  const axis = atOverload ? { kind: 'load' as const } : null;
  return [{ label, metric, quantity: quantity + suffix, unit, axis, points: [{ ...pointOf(values, most), x: loadPps }], conversion }];
}

/**
 * Mean of the repetitions with its 95 % interval (Student t), as far as it lies between 0 and `most`: none of these quantities can be outside, so that what is cut off
 * cannot hold the true mean, and the interval holds it as often as before.
 */
function pointOf(values: readonly number[], most: number): MeasuredPoint {
  const { mean, ci95 } = estimateMean(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    x: null,
    value: mean,
    low: ci95 === null ? null : Math.max(0, mean - ci95),
    high: ci95 === null ? null : Math.min(most, mean + ci95),
    deviation: values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)),
  };
}

/** Each quantile is the mean of those of the repetitions, which are of equal length. */
function distributionOf(device: GuestDevice, observations: readonly Observation[]): MeasuredDistribution[] {
  const repetitions = observations.flatMap(({ values }) => (values.quantilesNs ? [values.quantilesNs] : []));
  const [first] = repetitions;
  if (!first) return [];
  const meanAt = (index: number) => repetitions.reduce((sum, quantiles) => sum + (quantiles[index] ?? 0), 0) / repetitions.length;
  const probabilityAt = (index: number) => (index === first.length - 1 ? 0.9999 : (index + 1) / 1000);
  return [
    {
      label: labelOf(device),
      quantity: 'round trip of a frame',
      steps: first.map((_, index) => ({ ns: meanAt(index), probability: probabilityAt(index) })),
    },
  ];
}
