/** Measures with guests of the lab's own: joins the testbed with the methods of the experiments. */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MeasuredResult } from '../../shared/measured/schema.ts';
import type { GuestHost, GuestMeasuring } from '../../shared/testbed/guest-measuring.ts';
import type { TrialMeasurer } from '../experiment/methods/trial-measurer.ts';
import { searchThroughput } from '../experiment/methods/rfc2544/throughput-search.ts';
import { TrialLog } from '../experiment/methods/trial-log.ts';
import { runCampaign, type CampaignStep } from '../testbed/measure/campaign.ts';
import { guestDevices, usualDevices, type GuestDevice } from '../testbed/measure/devices.ts';
import { compilerCommands, keptImage, makeImage, type GuestImage } from '../testbed/measure/image/guest-image.ts';
import { withPackageKernel } from '../testbed/measure/image/package-kernel.ts';
import { measuredGuest } from '../testbed/measure/measured-guest.ts';
import { MeasuringError } from '../testbed/measuring-error.ts';
import type { TestSettings } from '../testbed/measure/observations.ts';
import { generatorAdapter, needsPrivateNetwork, peerCommand, plannedAdapters, qemuCommand } from '../testbed/measure/qemu/command.ts';
import { confinement, ownedCommand } from '../testbed/measure/qemu/owned-process.ts';
import { enterCommand, holdCommand } from '../testbed/measure/qemu/private-network.ts';
import { startAccelerated } from '../testbed/measure/qemu/start-accelerated.ts';
import { inspectMeasuringHost, type MeasuringHost } from '../testbed/measure/requirements.ts';
import { defaultDataFolder } from './data-folder.ts';

export { usualDevices } from '../testbed/measure/devices.ts';
export { MeasuringError } from '../testbed/measuring-error.ts';
export { inspectMeasuringHost } from '../testbed/measure/requirements.ts';

export interface GuestMeasuringOptions {
  readonly signal: AbortSignal;
  /** What is going on, as a clause. */
  readonly onPhase: (phase: string) => void;
  readonly onStep: (step: CampaignStep, done: number, all: number) => void;
  /** Where the image of the guest is kept. Default: in the data folder of the lab. */
  readonly imageFolder?: string;
  readonly host?: MeasuringHost;
}

/** Folder of the image, in the data folder of the lab. */
export const GUEST_IMAGE = 'guest-image';

export const guestDeviceNames: readonly string[] = guestDevices.map(({ id }) => id);

const sources = fileURLToPath(new URL('../../guest/', import.meta.url));

/** RFC 2544 section 26.1: bounds closer than this share of the maximum end the search. */
const RESOLUTION = 0.05;
/** A busy host loses a frame now and then: a load is tried again before it counts as lossy (ETSI GS NFV-TST 009). */
const ATTEMPTS = 2;

/** Rejects with a MeasuringError that says what is missing or went wrong; nothing is left running. */
export async function measureGuests(order: GuestMeasuring, options: GuestMeasuringOptions): Promise<MeasuredResult> {
  const { signal, onPhase, onStep } = options;
  const host = options.host ?? (await inspectMeasuringHost(signal));
  const { program, version } = usableQemu(host);
  const devices = chosenDevices(order, host);
  const image = await imageFor(host, order.fetchKernel, options);
  const measuredAt = new Date().toISOString();
  const circumstances = hostCircumstances();
  onPhase('the guest starts');
  const accelerator = acceleratorOf(order, host);
  const guest = await startAccelerated({ ...order, program, accelerator, image, devices }, signal, (why) =>
    onPhase(`KVM does not run the guest, which is translated (TCG) instead: ${why}`),
  );
  try {
    const settings: TestSettings = { ...order, searchThroughput: throughputSearch(order) };
    const observations = await runCampaign(guest, order, settings, signal, onStep);
    return measuredGuest(devices, observations, {
      accelerator: guest.accelerator,
      qemuVersion: version,
      guestRelease: image.release,
      measuredAt,
      frameBytes: order.frameBytes,
      host: [...circumstances, ...functionCircumstance(order.functions)],
    });
  } finally {
    await guest.end();
  }
}

/** What this host has for a measurement, in words. Rejects with the signal's reason. */
export async function guestHost(signal: AbortSignal, imageFolder = defaultImageFolder()): Promise<GuestHost> {
  const host = await inspectMeasuringHost(signal);
  const { requirements, accelerator, kernel } = host;
  return {
    requirements: requirements.map((one) => ({ ...one })),
    accelerator,
    kernelIsToBeFetched: kernel === null && keptImage(imageFolder, sources) === null,
    adapters: guestDevices.map((device) => ({
      id: device.id,
      title: device.title,
      obstacle: obstacleOf(device, host),
      usual: usualDevices.includes(device.id),
    })),
  };
}

/** Every command that a measurement runs on this host, one a line; ports and folders are chosen when it starts. Rejects with a MeasuringError. */
export async function commandsOf(
  order: GuestMeasuring,
  signal: AbortSignal,
  folder = defaultImageFolder(),
  inspected?: MeasuringHost,
): Promise<string[]> {
  const host = inspected ?? (await inspectMeasuringHost(signal));
  const { program } = usableQemu(host);
  const devices = chosenDevices(order, host);
  const image: GuestImage = keptImage(folder, sources) ?? {
    kernelPath: join(folder, 'kernel'),
    initialFileSystemPath: join(folder, 'initial-file-system'),
    peerPath: join(folder, 'peer'),
    release: '',
    drivers: [],
  };
  const plan = { program, accelerator: acceleratorOf(order, host), image, folder: 'FOLDER' };
  const adapters = plannedAdapters(devices, order.functions);
  const preparing =
    image.release !== ''
      ? []
      : [
          ...(host.kernel === null && order.fetchKernel
            ? [
                ['apt-get', 'download', 'KERNEL'],
                ['dpkg-deb', '--extract', 'KERNEL', 'FOLDER'],
              ]
            : []),
          ...compilerCommands(folder),
        ];
  const isPrivate = adapters.some(needsPrivateNetwork);
  const enter = [...(isPrivate ? enterCommand('NAMESPACE') : []), ...confinement(order.cpus)];
  const measuring = [
    ...(isPrivate ? [ownedCommand(holdCommand(image.peerPath))] : []),
    ownedCommand(qemuCommand({ ...plan, adapters }), enter),
    ...adapters.map((adapter) => {
      const generator = generatorAdapter(adapter, order.functions);
      return generator
        ? ownedCommand(qemuCommand({ ...plan, folder: join(plan.folder, 'generator'), adapters: [generator] }), confinement(order.cpus))
        : ownedCommand(peerCommand(image, adapter), enter);
    }),
  ];
  return [...preparing, ...measuring].map((words) => words.join(' '));
}

function defaultImageFolder(): string {
  return join(defaultDataFolder(), GUEST_IMAGE);
}

function usableQemu({ qemu, requirements, kernel }: MeasuringHost): NonNullable<MeasuringHost['qemu']> {
  const missing = requirements.filter(({ found }) => found === null);
  if (qemu && missing.length === 0) return qemu;
  const [first] = missing;
  throw new MeasuringError(`${first?.name ?? (kernel ? 'QEMU' : 'A kernel')} is missing on this host. ${first?.remedy ?? ''}`);
}

function chosenDevices({ devices, functions }: Pick<GuestMeasuring, 'devices' | 'functions'>, host: MeasuringHost): GuestDevice[] {
  return devices.map((id) => {
    const device = guestDevices.find((one) => one.id === id);
    if (!device) throw new MeasuringError(`There is no adapter ${id}. There are: ${guestDeviceNames.join(', ')}.`);
    const obstacle = obstacleOf(device, host);
    if (obstacle !== null) throw new MeasuringError(`The adapter ${id} cannot be had here: ${obstacle}.`);
    if (device.wire !== 'switch') return device;
    if (functions === null) throw new MeasuringError(`The adapter ${id} needs two virtual functions of this host, by their PCI addresses.`);
    const pairObstacle = host.pairObstacle(functions);
    if (pairObstacle !== null) throw new MeasuringError(`The virtual functions cannot be measured with: ${pairObstacle}.`);
    return device;
  });
}

/** Why an adapter cannot be had on this host; null: it can. */
function obstacleOf({ model, since, wire }: GuestDevice, { qemu, wires }: MeasuringHost): string | null {
  if (qemu && !qemu.models.includes(model))
    return `QEMU ${qemu.version} has no device ${model}${since === undefined ? '; another build may' : `: install QEMU ${since} or later`}`;
  return wires[wire].obstacle;
}

function acceleratorOf({ translate }: Pick<GuestMeasuring, 'translate'>, { accelerator }: MeasuringHost): MeasuringHost['accelerator'] {
  return translate ? 'tcg' : accelerator;
}

async function imageFor(
  host: MeasuringHost,
  fetchKernel: boolean,
  { signal, onPhase, imageFolder = defaultImageFolder() }: GuestMeasuringOptions,
): Promise<GuestImage> {
  const kept = keptImage(imageFolder, sources);
  if (kept) return kept;
  if (host.kernel) {
    onPhase('the image of the guest is made from the kernel of this host');
    return makeImage(imageFolder, sources, host.kernel, signal);
  }
  if (!fetchKernel)
    throw new MeasuringError(
      'No kernel of this host can be read. Allow that of the distribution to be fetched (`--fetch-kernel`, 70 MB): it is unpacked in the lab’s own folder, and nothing is installed.',
    );
  onPhase('the kernel of the distribution is fetched');
  return withPackageKernel((kernel) => makeImage(imageFolder, sources, kernel, signal), signal);
}

function throughputSearch({ frameBytes, durationS, overloadPps }: GuestMeasuring): TestSettings['searchThroughput'] {
  return async (measurer: TrialMeasurer, signal) => {
    const found = await searchThroughput(new TrialLog(measurer, signal), {
      frames: { kind: 'fixed', frameBytes },
      maximumPps: overloadPps,
      resolution: RESOLUTION,
      searchDurationS: durationS / 2,
      finalDurationS: durationS,
      attempts: ATTEMPTS,
    });
    return found.throughputPps;
  };
}

/** What of the host may have an influence on the values. */
function hostCircumstances(): { readonly name: string; readonly value: string }[] {
  const governor = readIfThere('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor');
  return [
    { name: 'Processor', value: `${availableParallelism()} x ${cpus()[0]?.model.trim() ?? 'unknown'}` },
    { name: 'Host', value: `${type()} ${release()}` },
    { name: 'Load of the host before', value: (loadavg()[0] ?? 0).toFixed(2) },
    { name: 'Frequency governor', value: governor ?? 'unknown' },
  ];
}

function functionCircumstance(functions: GuestMeasuring['functions']): { readonly name: string; readonly value: string }[] {
  return functions ? [{ name: 'Virtual functions', value: `${functions.measured}, traffic from ${functions.generator}` }] : [];
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
