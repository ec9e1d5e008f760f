/** A guest under way: its agent, the generators at its wires, and what QEMU tells about it. */
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSocket } from 'node:dgram';
import { setTimeout as delay } from 'node:timers/promises';
import type { FunctionPair } from '../../../../shared/testbed/guest-measuring.ts';
import type { GuestDevice } from '../devices.ts';
import type { GuestImage } from '../image/guest-image.ts';
import { createLineDialogue, type LineDialogue } from '../line-dialogue.ts';
import { BootError, MeasuringError } from '../../measuring-error.ts';
import { peerOf, startPeer, type Peer } from '../peer.ts';
import {
  addressesOf,
  FUNCTION_PLACE,
  generatorAdapter,
  hasStreamDevice,
  needsPrivateNetwork,
  pathsOf,
  peerCommand,
  plannedAdapters,
  qemuCommand,
  regionsOf,
  streamSocketOf,
  type Accelerator,
  type GuestPlan,
  type PlannedAdapter,
} from './command.ts';
import { kvmCounts, type KvmCounts } from './kvm-counts.ts';
import { connectMonitor, type Monitor } from './monitor.ts';
import { confinement, orEnd, startOwned, type OwnedProcess } from './owned-process.ts';
import { startPrivateNetwork } from './private-network.ts';
import { COUNTED_EVENTS, countAccesses, type AccessCounts } from './register-accesses.ts';
import { threadTimes, vhostThreads, type ThreadTimes } from './thread-times.ts';

export interface GuestOptions {
  readonly program: string;
  readonly accelerator: Accelerator;
  readonly image: GuestImage;
  readonly devices: readonly GuestDevice[];
  /** Of the host, for the device whose wire is a switch. */
  readonly functions: FunctionPair | null;
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
  /** Since the start; null where they cannot be read. */
  kvmCounts(): KvmCounts | null;
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
  for (const adapter of plannedAdapters(options.devices, options.functions)) {
    const [guestPort, peerPort] = await freePorts();
    planned.push({ ...adapter, guestPort, peerPort });
  }
  const network = planned.some(needsPrivateNetwork) ? await startPrivateNetwork(options.image.peerPath, signal) : null;
  if (network) started.add(() => network.end());
  const enter = [...(network?.enter ?? []), ...confinement(options.cpus)];
  for (const adapter of planned.filter(hasStreamDevice)) {
    const server = await serveStreams(folder, adapter);
    started.add(() => void server.close());
  }
  const plan: GuestPlan = { ...options, folder, adapters: planned };
  const { process, monitor, agent } = await boot(plan, enter, started, signal);
  const adapters: Adapter[] = [];
  for (const adapter of planned) {
    const other = generatorAdapter(adapter, options.functions);
    const up = other
      ? await bringUpFunction(adapter, await bootGenerator(plan, other, options.cpus, started, signal), agent, signal)
      : await bringUpAdapter(adapter, { image: options.image, enter }, agent, started, signal);
    adapters.push(up);
  }
  const kernelThreads = vhostThreads(pidOf(process));
  return {
    accelerator: options.accelerator,
    adapters,
    ask: (request, durationMs, signal_) => agent.ask(request, { patienceMs: durationMs + ANSWER_PATIENCE_MS, signal: signal_ }),
    countAccesses: (adapter, work) => tracing(monitor, pathsOf(folder).trace, adapter, work),
    threadTimes: () => threadTimes(pidOf(process), kernelThreads),
    kvmCounts: () => kvmCounts(pidOf(process)),
    end: () => started.end(),
  };
}

/** A guest whose agent answers. Rejects with a BootError when it does not. */
async function boot(
  plan: GuestPlan,
  enter: readonly string[],
  started: Started,
  signal: AbortSignal,
): Promise<{ process: OwnedProcess; monitor: Monitor; agent: LineDialogue }> {
  const process = startOwned(qemuCommand(plan), enter);
  started.add(() => process.end());
  const paths = pathsOf(plan.folder);
  try {
    const { monitor, agent } = await orEnd(process, 'QEMU', connectBoth(paths, started, signal));
    await orEnd(process, 'QEMU', awaitBoot(agent, BOOT_PATIENCE_MS[plan.accelerator], paths.console, signal));
    return { process, monitor, agent };
  } catch (error) {
    throw error instanceof MeasuringError ? new BootError(error.message, { cause: error }) : error;
  }
}

/** The second guest, which has nothing but the function that the traffic comes from. */
async function bootGenerator(
  plan: GuestPlan,
  adapter: PlannedAdapter,
  cpus: string | null,
  started: Started,
  signal: AbortSignal,
): Promise<LineDialogue> {
  const folder = join(plan.folder, 'generator');
  mkdirSync(folder);
  const { agent } = await boot({ ...plan, folder, adapters: [adapter] }, confinement(cpus), started, signal);
  return agent;
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
  const { guest, peer, guestHardware, peerHardware, streamGuest, streamHardware, physicalHardware, streamPhysicalHardware } = addresses;
  if (adapter.device.isFunction) {
    await agent.ask(`function ${physicalHardware} ${guestHardware}`, options);
    await agent.ask(`function ${streamPhysicalHardware} ${streamHardware}`, options);
  }
  const answer = await agent.ask(`interface ${guestHardware} ${guest} ${peer} ${peerHardware}`, options);
  await agent.ask(`interface ${hasStreamDevice(adapter) ? streamHardware : guestHardware} ${streamGuest}`, options);
  const generator = await startPeer(peerCommand(image, adapter), enter, signal);
  started.add(() => generator.end());
  return { ...adapter, peer: generator, driver: answer.get('driver') ?? '' };
}

/**
 * Both functions keep the hardware addresses that their owner gave them: the adapter may refuse others. Each end knows the other's, so that no frame asks for it by
 * broadcast, which would leave the adapter.
 */
async function bringUpFunction(
  adapter: PlannedAdapter,
  generator: LineDialogue,
  agent: LineDialogue,
  signal: AbortSignal,
): Promise<Adapter> {
  const { guest, peer, streamGuest, streamServer } = addressesOf(adapter);
  const options = { patienceMs: ANSWER_PATIENCE_MS, signal };
  const [own, other] = [await agent.ask(`find ${FUNCTION_PLACE}`, options), await generator.ask(`find ${FUNCTION_PLACE}`, options)];
  const [ownHardware, otherHardware] = [fieldOf(own, 'mac'), fieldOf(other, 'mac')];
  await linked(generator.ask(`interface ${otherHardware} ${streamServer} ${streamGuest} ${ownHardware}`, options));
  const answer = await linked(agent.ask(`interface ${ownHardware} ${guest} ${peer} ${otherHardware}`, options));
  await agent.ask(`interface ${ownHardware} ${streamGuest} ${streamServer} ${otherHardware}`, options);
  const words = ['interface', fieldOf(other, 'name'), streamServer, otherHardware, peer, ownHardware, guest];
  await generator.ask(`generate ${words.join(' ')}`, options);
  await generator.greeting('ready', options);
  return { ...adapter, peer: peerOf(generator, async () => {}), driver: answer.get('driver') ?? '' };
}

/** Says how a function gets its link when it has none. */
async function linked<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof MeasuringError && error.message.includes('has no link'))) throw error;
    const remedy =
      'The link of a function is that of its adapter: set the interface of the adapter up, with a cable in its port or `ip link set INTERFACE vf NUMBER state enable`.';
    throw new MeasuringError(`${error.message} ${remedy}`, { cause: error });
  }
}

function fieldOf(answer: ReadonlyMap<string, string>, name: string): string {
  const value = answer.get(name);
  if (value === undefined) throw new MeasuringError(`The guest has answered without ${name}.`);
  return value;
}

async function tracing(monitor: Monitor, path: string, adapter: Adapter, work: () => Promise<void>): Promise<AccessCounts> {
  const from = sizeOf(path);
  const set = (enable: boolean) => Promise.all(COUNTED_EVENTS.map((name) => monitor.execute('trace-event-set-state', { name, enable })));
  await set(true);
  try {
    await work();
  } finally {
    await set(false);
  }
  return countAccesses(path, from, regionsOf(adapter));
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function pidOf({ child }: OwnedProcess): number {
  if (child.pid === undefined) throw new MeasuringError('QEMU has not started.');
  return child.pid;
}
