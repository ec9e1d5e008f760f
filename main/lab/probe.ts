/** Looks at this host, or at a tree that was recorded on another, and says which techniques would work there. */
import { readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { HostProbe, Readiness } from '../../shared/testbed/host-probe.ts';
import { folderFiles } from '../testbed/probe/folder-files.ts';
import type { HostFiles } from '../testbed/probe/host-files.ts';
import { probeHost } from '../testbed/probe/probe-host.ts';
import { emptyTree, recordedTreeSchema, type RecordedTree } from '../../shared/testbed/recorded-tree.ts';
import { recording, treeFiles } from '../testbed/probe/recorded-tree.ts';
import { readinessOf } from '../testbed/readiness/readiness.ts';
import { twinOf, type HostTwin } from '../testbed/twin/host-twin.ts';
import { catalogue } from './catalogue.ts';

export class ProbeError extends Error {}

export interface ProbedHost {
  readonly probe: HostProbe;
  readonly readiness: readonly Readiness[];
  /** Everything that was read, to be probed again elsewhere. */
  readonly tree: RecordedTree;
}

/** Longer ones are no recorded tree of this lab. */
const MOST_TREE_BYTES = 64 * 2 ** 20;

/** @param root a recorded tree, or the path of one or of a folder with the files of a host; null: this host. Throws ProbeError with the remedy when it cannot be read. */
export function probeAt(root: string | RecordedTree | null, platform: NodeJS.Platform = process.platform): ProbedHost {
  if (root === null && platform !== 'linux')
    throw new ProbeError(
      'Only Linux can be probed. On a Linux host, `lab probe --record HOST.json` records what there is to see; `lab probe --root HOST.json` reads it here.',
    );
  const { files, origin } = root === null ? { files: folderFiles('/'), origin: hostname() } : filesAt(root);
  const tree = emptyTree(origin);
  const probe = probeHost(recording(files, tree), origin, new Date().toISOString());
  return { probe, readiness: readinessOf(probe), tree };
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

function filesAt(root: string | RecordedTree): { readonly files: HostFiles; readonly origin: string } {
  if (typeof root !== 'string') return { files: treeFiles(root), origin: root.origin };
  const found = statSync(root, { throwIfNoEntry: false });
  if (!found) throw new ProbeError(`There is no folder and no recorded tree ${root}.`);
  if (found.isDirectory()) return { files: folderFiles(resolve(root)), origin: root };
  if (found.size > MOST_TREE_BYTES) throw new ProbeError(`${root} is too large for a recorded tree: it has more than 64 MiB.`);
  const tree = recordedTreeSchema.safeParse(parsed(readFileSync(root, 'utf8')));
  if (!tree.success) throw new ProbeError(`${root} is no recorded tree: \`lab probe --record FILE.json\` on the host writes one.`);
  return { files: treeFiles(tree.data), origin: tree.data.origin };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
