/** A network namespace of the lab's own, in which QEMU makes TAP interfaces without any right of the user on the host (user_namespaces(7)). */
import { spawnSync } from 'node:child_process';
import { createLineDialogue } from '../line-dialogue.ts';
import { onPath } from '../../programs.ts';
import { orEnd, startOwned, type OwnedProcess } from './owned-process.ts';

export interface PrivateNetwork {
  /** Words before a command that let it run in the namespace. */
  readonly enter: readonly string[];
  /** Interfaces and addresses in it go with the last process in it. */
  end(): Promise<void>;
}

const PATIENCE_MS = 30_000;
/** Of util-linux: a user and a network namespace that is entered with the rights of an administrator over it alone. */
const UNSHARE = ['unshare', '--user', '--map-root-user', '--net', '--'] as const;

/** What keeps the namespace: the generator, which brings up its loopback and waits. */
export function holdCommand(peerPath: string): string[] {
  return [...UNSHARE, peerPath, 'hold'];
}

/** @param target process that keeps the namespace. */
export function enterCommand(target: number | string): string[] {
  return ['nsenter', '--target', String(target), '--user', '--net', '--preserve-credentials', '--'];
}

/** Why no such namespace can be made on this host; null when one can. */
export function privateNetworkObstacle(): string | null {
  const missing = ['unshare', 'nsenter'].filter((name) => onPath(name) === null);
  if (missing.length > 0) return `${missing.join(' and ')} of util-linux is not installed`;
  const [program, ...words] = UNSHARE;
  return spawnSync(program, [...words, 'true']).status === 0 ? null : 'this account may not make a user namespace (user_namespaces(7))';
}

/** Rejects with a MeasuringError when the namespace cannot be made. It ends with the lab: its keeper reads from it. */
export async function startPrivateNetwork(peerPath: string, signal: AbortSignal): Promise<PrivateNetwork> {
  const keeper = startOwned(holdCommand(peerPath));
  try {
    await orEnd(keeper, 'The keeper of the network namespace', greetingOf(keeper, signal));
  } catch (error) {
    await keeper.end();
    throw error;
  }
  return { enter: enterCommand(keeper.child.pid ?? ''), end: () => keeper.end() };
}

async function greetingOf({ child: { stdout, stdin } }: OwnedProcess, signal: AbortSignal): Promise<void> {
  if (!stdout || !stdin) throw new Error('The keeper of the network namespace has no pipes.');
  await createLineDialogue('The keeper of the network namespace', stdout, stdin).greeting('ready', { patienceMs: PATIENCE_MS, signal });
}
