/** A guest under way: its agent, the generators at its wires, and what QEMU tells about it. */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSocket } from 'node:dgram';
import { setTimeout as delay } from 'node:timers/promises';
import type { GuestDevice } from '../devices.ts';
import type { GuestImage } from '../image/guest-image.ts';
import { createLineDialogue, type LineDialogue } from '../line-dialogue.ts';
import { MeasuringError } from '../measuring-error.ts';
import { startPeer, type Peer } from '../peer.ts';
import {
  addressesOf,
  hasStreamDevice,
  pathsOf,
  peerCommand,
  qemuCommand,
  streamSocketOf,
  type Accelerator,
  type GuestPlan,
  type PlannedAdapter,
} from './command.ts';
import { kvmExits } from './kvm-exits.ts';
import { connectMonitor, type Monitor } from './monitor.ts';
import { confinement, orEnd, startOwned, type OwnedProcess } from './owned-process.ts';
import { startPrivateNetwork } from './private-network.ts';
import { COUNTED_EVENTS, countAccesses, type AccessCounts } from './register-accesses.ts';
import { threadTimes, type ThreadTimes } from './thread-times.ts';

export interface GuestOptions {
  readonly program: string;
  readonly accelerator: Accelerator;
  readonly image: GuestImage;
  readonly devices: readonly GuestDevice[];
  /** CPUs of the host that the guest and the generators may use, as taskset(1) writes them; null: all. */
  readonly cpus: string | null;
}

/** An adapter that is up in the guest. */
export interface Adapter extends PlannedAdapter {
  readonly peer: Peer;
  /** Name of the kernel's driver that serves it. */
  readonly driver: string;
}

export interface RunningGuest {
  readonly accelerator: Accelerator;
  readonly adapters: readonly Adapter[];
  /** Asks the agent; `durationMs` is how long what it asks for takes. */
  ask(request: string, durationMs: number, signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** What the guest asks of an adapter while `work` goes on. Tracing slows the guest: no rate is taken meanwhile. */
  countAccesses(adapter: Adapter, work: () => Promise<void>): Promise<AccessCounts>;
  threadTimes(): ThreadTimes;
  /** Of KVM since the start; null where they cannot be read. */
  kvmExits(): number | null;
  /** Ends it and all that belongs to it, and removes its files. */
  end(): Promise<void>;
}

/** On KVM a guest boots in a second or two, and translated in some seconds, on an idle host; on a busy one it takes longer. */
const BOOT_PATIENCE_MS: Readonly<Record<Accelerator, number>> = { kvm: 20_000, tcg: 180_000 };
const ANSWER_PATIENCE_MS = 60_000;
const SOCKET_PATIENCE_MS = 30_000;

/** Rejects with a MeasuringError when it does not come up; nothing is left running then. */
export async function startGuest(options: GuestOptions, signal: AbortSignal): Promise<RunningGuest> {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${FOLDER_NAME}${process.pid}-`));
  const started = new Started(folder);
  try {
    return await bringUp(options, folder, started, signal);
  } catch (error) {
    await started.end();
    throw error;
  }
}

/** The name of a guest's folder goes on with the process of its lab. */
const FOLDER_NAME = 'iovlab-guest-';

/** Folders of labs that were killed: their guests ended with them. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${FOLDER_NAME}(\\d+)-`).exec(name)?.[1]);
    if (pid > 0 && !existsSync(join('/proc', String(pid)))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** All that has been started so far, to be ended in the opposite order. */
class Started {
  readonly #folder: string;
  readonly #ends: (() => Promise<void> | void)[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  add(end: () => Promise<void> | void): void {
    this.#ends.push(end);
  }

  async end(): Promise<void> {
    for (const end of this.#ends.splice(0).toReversed()) await end();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function bringUp(options: GuestOptions, folder: string, started: Started, signal: AbortSignal): Promise<RunningGuest> {
  const planned: PlannedAdapter[] = [];
  for (const [index, device] of options.devices.entries()) {
    const [guestPort, peerPort] = await freePorts();
    planned.push({ device, number: index + 1, guestPort, peerPort });
  }
  const network = planned.every(hasStreamDevice) ? null : await startPrivateNetwork(options.image.peerPath, signal);
  if (network) started.add(() => network.end());
  const enter = [...(network?.enter ?? []), ...confinement(options.cpus)];
  for (const adapter of planned.filter(hasStreamDevice)) {
    const server = await serveStreams(folder, adapter);
    started.add(() => void server.close());
  }
  const plan: GuestPlan = { ...options, folder, adapters: planned };
  const process = startOwned(qemuCommand(plan), enter);
  started.add(() => process.end());
  const paths = pathsOf(folder);
  const { monitor, agent } = await orEnd(process, 'QEMU', connectBoth(paths, started, signal));
  await orEnd(process, 'QEMU', awaitBoot(agent, BOOT_PATIENCE_MS[options.accelerator], paths.console, signal));
  const adapters: Adapter[] = [];
  for (const adapter of planned) adapters.push(await bringUpAdapter(adapter, { image: options.image, enter }, agent, started, signal));
  return {
    accelerator: options.accelerator,
    adapters,
    ask: (request, durationMs, signal_) => agent.ask(request, { patienceMs: durationMs + ANSWER_PATIENCE_MS, signal: signal_ }),
    countAccesses: (adapter, work) => tracing(monitor, paths.trace, adapter, work),
    threadTimes: () => threadTimes(pidOf(process)),
    kvmExits: () => kvmExits(pidOf(process)),
    end: () => started.end(),
  };
}

/** Two UDP ports of loopback that are free now. */
async function freePorts(): Promise<[number, number]> {
  const sockets = [createSocket('udp4'), createSocket('udp4')] as const;
  for (const socket of sockets) {
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
  }
  const ports: [number, number] = [sockets[0].address().port, sockets[1].address().port];
  for (const socket of sockets) {
    socket.close();
    await once(socket, 'close');
  }
  return ports;
}

/** What QEMU connects the guest's TCP to: it takes all that arrives. */
async function serveStreams(folder: string, adapter: PlannedAdapter): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => {}).resume());
  server.listen(streamSocketOf(folder, adapter));
  await once(server, 'listening');
  return server;
}

async function connectBoth(
  paths: ReturnType<typeof pathsOf>,
  started: Started,
  signal: AbortSignal,
): Promise<{ monitor: Monitor; agent: LineDialogue }> {
  const socket = await withPatience(() => connectTo(paths.control), signal);
  started.add(() => void socket.destroy());
  const monitor = await withPatience(() => connectMonitor(paths.monitor), signal);
  started.add(() => monitor.close());
  return { monitor, agent: createLineDialogue('The guest', socket, socket) };
}

async function connectTo(path: string) {
  const socket = connect(path);
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
}

/** QEMU makes its sockets a moment after it has started. */
async function withPatience<Value>(connecting: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
  for (let waitedMs = 0; ; waitedMs += 50) {
    try {
      return await connecting();
    } catch (error) {
      if (waitedMs >= SOCKET_PATIENCE_MS) throw error;
      await delay(50, undefined, { signal });
    }
  }
}

async function awaitBoot(agent: LineDialogue, patienceMs: number, consolePath: string, signal: AbortSignal): Promise<void> {
  try {
    await agent.greeting('ready', { patienceMs, signal });
  } catch (error) {
    if (!(error instanceof MeasuringError)) throw error;
    throw new MeasuringError(`${error.message} The end of its console:\n${readFileSync(consolePath, 'latin1').slice(-1500)}`, {
      cause: error,
    });
  }
}

async function bringUpAdapter(
  adapter: PlannedAdapter,
  { image, enter }: { readonly image: GuestImage; readonly enter: readonly string[] },
  agent: LineDialogue,
  started: Started,
  signal: AbortSignal,
): Promise<Adapter> {
  const addresses = addressesOf(adapter);
  const options = { patienceMs: ANSWER_PATIENCE_MS, signal };
  const { guest, peer, guestHardware, peerHardware, streamGuest, streamHardware } = addresses;
  const answer = await agent.ask(`interface ${guestHardware} ${guest} ${peer} ${peerHardware}`, options);
  await agent.ask(`interface ${hasStreamDevice(adapter) ? streamHardware : guestHardware} ${streamGuest}`, options);
  const generator = await startPeer(peerCommand(image, adapter), enter, signal);
  started.add(() => generator.end());
  return { ...adapter, peer: generator, driver: answer.get('driver') ?? '' };
}

async function tracing(monitor: Monitor, path: string, { device }: Adapter, work: () => Promise<void>): Promise<AccessCounts> {
  const from = sizeOf(path);
  const set = (enable: boolean) => Promise.all(COUNTED_EVENTS.map((name) => monitor.execute('trace-event-set-state', { name, enable })));
  await set(true);
  try {
    await work();
  } finally {
    await set(false);
  }
  return countAccesses(path, from, device.regions);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function pidOf({ child }: OwnedProcess): number {
  if (child.pid === undefined) throw new MeasuringError('QEMU has not started.');
  return child.pid;
}
