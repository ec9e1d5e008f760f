/** Looks at this host, or at a tree that was recorded on another, and says which techniques would work there. */
import { readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { isProbe, type HostProbe, type Readiness } from '../../shared/testbed/host-probe.ts';
import { archiveOf } from '../../shared/testbed/recording-archive.ts';
import { readRecording, type Recording } from '../../shared/testbed/recording.ts';
import { folderFiles } from '../testbed/probe/folder-files.ts';
import type { HostFiles } from '../testbed/probe/host-files.ts';
import { probeHost } from '../testbed/probe/probe-host.ts';
import { emptyTree, type RecordedTree } from '../../shared/testbed/recorded-tree.ts';
import { maskedFiles } from '../testbed/probe/masked-files.ts';
import { recording, treeFiles } from '../testbed/probe/recorded-tree.ts';
import { readinessOf } from '../testbed/readiness/readiness.ts';
import { twinOf, type HostTwin } from '../testbed/twin/host-twin.ts';
import { catalogue } from './catalogue.ts';

export class ProbeError extends Error {}

export interface ProbedHost {
  readonly probe: HostProbe;
  readonly readiness: readonly Readiness[];
  /** Everything that was read, to be probed again elsewhere; null where only conclusions were. */
  readonly tree: RecordedTree | null;
}

/** Longer ones are no recording of this lab. */
const MOST_RECORDING_BYTES = 64 * 2 ** 20;

/** Throws a ProbeError, which has the remedy, when the host cannot be probed from here. */
export function probeThisHost(platform: NodeJS.Platform = process.platform): ProbedHost {
  if (platform !== 'linux')
    throw new ProbeError(
      'Only Linux can be probed. On a Linux host, `lab probe --record HOST.tar.gz` records what there is to see; `lab probe --root HOST.tar.gz` reads it here.',
    );
  const { tree, ...found } = probeOf(maskedFiles(folderFiles('/'), hostname()), hostname());
  return { ...found, tree: { ...tree, origin: found.probe.machine.value ?? 'recorded host' } };
}

export function probeRecording(recording: Recording): ProbedHost {
  if (isProbe(recording)) return { probe: recording, readiness: readinessOf(recording), tree: null };
  return probeOf(maskedFiles(treeFiles(recording)), recording.origin);
}

/** @param path a recording, or a folder with the files of a host. Rejects with a ProbeError when it cannot be read. */
export async function probeAt(path: string): Promise<ProbedHost> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new ProbeError(`There is no folder and no recording ${path}.`);
  if (found.isDirectory()) return probeOf(maskedFiles(folderFiles(resolve(path))), path);
  if (found.size > MOST_RECORDING_BYTES) throw new ProbeError(`${path} is too large for a recording: it has more than 64 MiB.`);
  const reading = await readRecording(readFileSync(path), path);
  if (!reading.ok) throw new ProbeError(reading.problem);
  return probeRecording(reading.recording);
}

function probeOf(files: HostFiles, origin: string): ProbedHost & { readonly tree: RecordedTree } {
  const tree = emptyTree(origin);
  const probe = probeHost(recording(files, tree), origin, new Date().toISOString());
  return { probe, readiness: readinessOf(probe), tree };
}

/** What was read as a file that may be handed on: an archive, or JSON by its name. */
export async function recordingFile(tree: RecordedTree, path: string): Promise<string | Uint8Array> {
  return path.endsWith('.json') ? `${JSON.stringify(tree, null, 1)}\n` : archiveOf(tree);
}

/** The scenario that stands for a probed host. @param adapter interface or PCI address; null: the fastest. Throws ProbeError when there is no such adapter. */
export function twinOfHost({ probe, readiness }: Pick<ProbedHost, 'probe' | 'readiness'>, adapter: string | null = null): HostTwin {
  const names = probe.adapters.flatMap(({ interfaces, pciAddress }) => [...interfaces, ...(pciAddress === null ? [] : [pciAddress])]);
  if (adapter !== null && !names.includes(adapter))
    throw new ProbeError(
      `The host has no adapter ${adapter}. ${names.length === 0 ? 'None was seen.' : `There are: ${names.join(', ')}.`}`,
    );
  return twinOf(probe, readiness, catalogue, adapter);
}
