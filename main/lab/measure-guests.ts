/** Measures with guests of the lab's own: joins the testbed with the methods of the experiments. */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MeasuredResult } from '../../shared/measured/schema.ts';
import type { TrialMeasurer } from '../experiment/methods/trial-measurer.ts';
import { searchThroughput } from '../experiment/methods/rfc2544/throughput-search.ts';
import { TrialLog } from '../experiment/methods/trial-log.ts';
import { runCampaign, type CampaignOrder, type CampaignStep } from '../testbed/measure/campaign.ts';
import { guestDevices, type GuestDevice } from '../testbed/measure/devices.ts';
import { compilerCommands, keptImage, makeImage, type GuestImage } from '../testbed/measure/image/guest-image.ts';
import { withPackageKernel } from '../testbed/measure/image/package-kernel.ts';
import { measuredGuest } from '../testbed/measure/measured-guest.ts';
import { MeasuringError } from '../testbed/measure/measuring-error.ts';
import type { TestSettings } from '../testbed/measure/observations.ts';
import { hasStreamDevice, peerCommand, qemuCommand, type PlannedAdapter } from '../testbed/measure/qemu/command.ts';
import { confinement } from '../testbed/measure/qemu/owned-process.ts';
import { enterCommand, holdCommand } from '../testbed/measure/qemu/private-network.ts';
import { startAccelerated } from '../testbed/measure/qemu/start-accelerated.ts';
import { inspectMeasuringHost, type MeasuringHost } from '../testbed/measure/requirements.ts';
import { defaultDataFolder } from './data-folder.ts';

export { writeTestbed } from '../measured/testbed.ts';
export { guestDevices, usualDevices } from '../testbed/measure/devices.ts';
export { MeasuringError } from '../testbed/measure/measuring-error.ts';
export { guestTests, guestTestTitles, type GuestTest } from '../testbed/measure/observations.ts';
export { inspectMeasuringHost } from '../testbed/measure/requirements.ts';

export interface GuestMeasuring extends CampaignOrder {
  readonly durationS: number;
  readonly frameBytes: number;
  readonly roundTrips: number;
  readonly overloadPps: number;
  /** CPUs of the host for the guest and the generators: `0-1,4`; null: all. */
  readonly cpus: string | null;
  /** The kernel of the distribution may be fetched where the host's own cannot be read. */
  readonly fetchKernel: boolean;
}

export interface GuestMeasuringOptions {
  readonly signal: AbortSignal;
  /** What is going on, as a clause. */
  readonly onPhase: (phase: string) => void;
  readonly onStep: (step: CampaignStep, done: number, all: number) => void;
  /** Where the image of the guest is kept. Default: in the data folder of the lab. */
  readonly imageFolder?: string;
  readonly host?: MeasuringHost;
}

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
  const devices = chosenDevices(order.devices, host);
  const image = await imageFor(host, order.fetchKernel, options);
  const measuredAt = new Date().toISOString();
  const circumstances = hostCircumstances();
  onPhase('the guest starts');
  const guest = await startAccelerated({ ...order, program, accelerator: host.accelerator, image, devices }, signal, (why) =>
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
      host: circumstances,
    });
  } finally {
    await guest.end();
  }
}

/** Every command that a measurement runs, one a line; ports and folders are chosen when it starts. */
export function commandsOf(order: Pick<GuestMeasuring, 'devices' | 'fetchKernel' | 'cpus'>, host: MeasuringHost): string[] {
  const { program } = usableQemu(host);
  const devices = chosenDevices(order.devices, host);
  const folder = defaultImageFolder();
  const image: GuestImage = keptImage(folder, sources) ?? {
    kernelPath: join(folder, 'kernel'),
    initialFileSystemPath: join(folder, 'initial-file-system'),
    peerPath: join(folder, 'peer'),
    release: '',
    drivers: [],
  };
  const adapters = devices.map((device, index): PlannedAdapter => ({ device, number: index + 1, guestPort: 0, peerPort: 0 }));
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
  const isPrivate = !adapters.every(hasStreamDevice);
  const enter = [...(isPrivate ? enterCommand('NAMESPACE') : []), ...confinement(order.cpus)];
  const measuring = [
    ...(isPrivate ? [holdCommand(image.peerPath)] : []),
    [...enter, ...qemuCommand({ program, accelerator: host.accelerator, image, folder: 'FOLDER', adapters })],
    ...adapters.map((adapter) => [...enter, ...peerCommand(image, adapter)]),
  ];
  return [...preparing, ...measuring].map((words) => words.join(' '));
}

function defaultImageFolder(): string {
  return join(defaultDataFolder(), 'guest-image');
}

function usableQemu({ qemu, requirements, kernel }: MeasuringHost): NonNullable<MeasuringHost['qemu']> {
  const missing = requirements.filter(({ found }) => found === null);
  if (qemu && missing.length === 0) return qemu;
  const [first] = missing;
  throw new MeasuringError(`${first?.name ?? (kernel ? 'QEMU' : 'A kernel')} is missing on this host. ${first?.remedy ?? ''}`);
}

function chosenDevices(ids: readonly string[], { qemu, wires }: MeasuringHost): GuestDevice[] {
  return ids.map((id) => {
    const device = guestDevices.find((one) => one.id === id);
    if (!device) throw new MeasuringError(`There is no adapter ${id}. There are: ${guestDevices.map((one) => one.id).join(', ')}.`);
    if (qemu && !qemu.models.includes(device.model))
      throw new MeasuringError(`QEMU ${qemu.version} has no adapter ${id}. Leave it out, or install a newer QEMU.`);
    const { obstacle } = wires[device.wire];
    if (obstacle !== null) throw new MeasuringError(`The adapter ${id} cannot be had here: ${obstacle}.`);
    return device;
  });
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
      'No kernel of this host can be read. Add --fetch-kernel: the kernel of the distribution is fetched (70 MB) and unpacked in the lab’s own folder; nothing is installed.',
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

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
