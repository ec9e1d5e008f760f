/** What a guest starts from, and the other end of its wire: made once for a host, and kept. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../../programs.ts';
import { cpioArchive, FILE_MODE, FOLDER_MODE, PROGRAM_MODE } from './cpio.ts';
import { driversInOrder, FUNCTION_DRIVERS, GUEST_DRIVERS, type Driver } from './drivers.ts';
import type { Kernel } from './kernel.ts';

export interface GuestImage {
  readonly kernelPath: string;
  readonly initialFileSystemPath: string;
  /** Program of the host: the traffic generator. */
  readonly peerPath: string;
  /** Of the kernel. */
  readonly release: string;
  /** Kernel modules in it. */
  readonly drivers: readonly string[];
}

const DESCRIPTION = 'image.json';
const sourceNames = ['agent.c', 'peer.c'] as const;

/** The image that `folder` keeps; null when there is none, or an older one. */
export function keptImage(folder: string, sources: string): GuestImage | null {
  const path = join(folder, DESCRIPTION);
  if (!existsSync(path)) return null;
  const kept = JSON.parse(readFileSync(path, 'utf8')) as { readonly sources: string; readonly image: GuestImage };
  return kept.sources === sourceText(sources) ? kept.image : null;
}

/** What makes the programs of `folder` from the sources that it holds: the agent of the guest, and the peer. */
export function compilerCommands(folder: string): [string, ...string[]][] {
  return [
    ['cc', '-O2', '-static', '-pthread', '-o', join(folder, 'agent'), join(folder, 'agent.c')],
    ['cc', '-O2', '-static', '-pthread', '-o', join(folder, 'peer'), join(folder, 'peer.c')],
  ];
}

/** @param sources folder with agent.c and peer.c. Rejects with a MeasuringError when they cannot be compiled. */
export async function makeImage(folder: string, sources: string, kernel: Kernel, signal: AbortSignal): Promise<GuestImage> {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  // Read, not handed over by path: in a package the sources are inside the archive, where only this program can see them.
  for (const name of sourceNames) writeFileSync(join(draft, name), readFileSync(join(sources, name)));
  const agent = join(draft, 'agent');
  for (const [program, ...words] of compilerCommands(draft)) await runTool(program, words, { signal });
  const lists = {
    order: driversInOrder(kernel.modulesFolder, GUEST_DRIVERS),
    functions: driversInOrder(kernel.modulesFolder, FUNCTION_DRIVERS),
  };
  copyFileSync(kernel.imagePath, join(draft, 'kernel'));
  writeFileSync(join(draft, 'initial-file-system'), initialFileSystem(readFileSync(agent), readFileSync(join(draft, 'peer')), lists));
  const image: GuestImage = {
    kernelPath: join(folder, 'kernel'),
    initialFileSystemPath: join(folder, 'initial-file-system'),
    peerPath: join(folder, 'peer'),
    release: kernel.release,
    drivers: namesOf([...lists.order, ...lists.functions]),
  };
  writeFileSync(join(draft, DESCRIPTION), JSON.stringify({ sources: sourceText(sources), image }));
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return image;
}

function sourceText(sources: string): string {
  return sourceNames.map((name) => readFileSync(join(sources, name), 'utf8')).join('');
}

function namesOf(drivers: readonly Driver[]): string[] {
  return [...new Set(drivers.map(({ name }) => name))];
}

/** The agent is the first process, and starts the peer where it generates the traffic; the kernel mounts nothing by itself. A list names drivers as they are loaded. */
function initialFileSystem(agent: Uint8Array, peer: Uint8Array, lists: Readonly<Record<string, readonly Driver[]>>): Buffer {
  const drivers = new Map(
    Object.values(lists)
      .flat()
      .map((driver) => [driver.name, driver]),
  );
  return cpioArchive([
    { path: 'init', mode: PROGRAM_MODE, content: agent },
    { path: 'peer', mode: PROGRAM_MODE, content: peer },
    { path: 'drivers', mode: FOLDER_MODE, content: Buffer.alloc(0) },
    ...[...drivers.values()].map(({ name, content }) => ({ path: `drivers/${name}.ko`, mode: FILE_MODE, content })),
    ...Object.entries(lists).map(([list, own]) => ({
      path: `drivers/${list}`,
      mode: FILE_MODE,
      content: Buffer.from(own.map(({ name }) => `${name}.ko\n`).join('')),
    })),
  ]);
}
