/**
 * A recorded tree as an archive (.tar.gz) of text files: each text that was read is a file at its path, each output of a program one below `outputs`, called like
 * the command. What is no text, names in folders, where links lead and what was denied, stands in `recording.json`, so that the archive holds no links.
 */
import { Gunzip, gzipSync, strFromU8, strToU8 } from 'fflate';
import { packTar, unpackTar } from 'modern-tar';
import { words } from '../texts/words.ts';
import { emptyTree, OUTPUTS_FOLDER, recordedTreeSchema, type RecordedTree } from './recorded-tree.ts';

const REST = 'recording.json';
/** An archive that unpacks to more is refused before it does, bytes. */
export const MOST_UNPACKED_BYTES = 64 * 2 ** 20;
/** So much is unpacked at a time, bytes: gzip makes of each byte 1,032 at most (RFC 1951, section 3.2.5: 258 bytes in 2 bits). */
const STEP_BYTES = 1 << 14;
/** The same tree is the same archive, whenever it is written. */
const NO_TIME = new Date(0);

/** Why an archive is not read. */
export class ArchiveError extends Error {
  /** For people, by the name of the file. */
  readonly problem: (file: string) => string;

  constructor(problem: (file: string) => string, options?: ErrorOptions) {
    super(problem(REST), options);
    this.problem = problem;
  }
}

export async function archiveOf(tree: RecordedTree): Promise<Uint8Array> {
  const texts = [
    ...textsOf(tree.files).map(([path, text]) => [path.replace(/^\/+/, ''), text] as const),
    ...textsOf(tree.outputs).map(([command, text]) => [`${OUTPUTS_FOLDER}/${command}`, text] as const),
  ];
  const rest: RecordedTree = { ...tree, files: deniedOf(tree.files), outputs: deniedOf(tree.outputs) };
  const entries = [[REST, `${JSON.stringify(rest, null, 1)}\n`] as const, ...texts].map(([name, text]) => {
    const body = strToU8(text);
    return { header: { name, type: 'file' as const, size: body.length, mode: 0o644, mtime: NO_TIME }, body };
  });
  return gzipSync(await packTar(entries), { mtime: NO_TIME });
}

/** Reads an archive that `archiveOf` made. Nothing is written, and no link is followed. Throws ArchiveError for any other. */
export async function treeOfArchive(archive: Uint8Array): Promise<RecordedTree> {
  const tree = emptyTree('');
  let rest: RecordedTree | null = null;
  const texts = words().recordedHosts;
  for (const { header, data } of await entriesOf(unpacked(archive))) {
    if (header.type !== 'file' || !data) throw new ArchiveError((file) => texts.holdsNoFile(file, header.name, header.type ?? 'file'));
    if (!isPlain(header.name)) throw new ArchiveError((file) => texts.leadsOut(file, header.name));
    const text = strFromU8(data);
    if (header.name === REST) rest = restIn(text);
    else if (header.name.startsWith(`${OUTPUTS_FOLDER}/`)) tree.outputs[header.name.slice(OUTPUTS_FOLDER.length + 1)] = text;
    else tree.files[`/${header.name}`] = text;
  }
  if (!rest) throw new ArchiveError((file) => texts.lacksList(file, REST));
  return { ...rest, files: { ...rest.files, ...tree.files }, outputs: { ...rest.outputs, ...tree.outputs } };
}

function textsOf(kind: RecordedTree['files']): [string, string][] {
  return Object.entries(kind).flatMap(([name, text]) => (text === null ? [] : [[name, text] as [string, string]]));
}

function deniedOf(kind: RecordedTree['files']): Record<string, null> {
  return Object.fromEntries(Object.entries(kind).flatMap(([name, text]) => (text === null ? [[name, null]] : [])));
}

function isPlain(name: string): boolean {
  return name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

function restIn(text: string): RecordedTree {
  const texts = words().recordedHosts;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ArchiveError((file) => texts.hasDamagedList(file, REST), { cause });
  }
  const rest = recordedTreeSchema.safeParse(json);
  if (!rest.success) throw new ArchiveError((file) => texts.hasOtherList(file, REST));
  return rest.data;
}

function unpacked(archive: Uint8Array): Uint8Array {
  const texts = words().recordedHosts;
  const parts: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const gunzip = new Gunzip((part, isLast) => {
    length += part.length;
    if (length > MOST_UNPACKED_BYTES) throw new ArchiveError((file) => texts.isTooLarge(file, `${MOST_UNPACKED_BYTES / 2 ** 20} MiB`));
    parts.push(part);
    isWhole ||= isLast;
  });
  try {
    for (let at = 0; at < archive.length; at += STEP_BYTES)
      gunzip.push(archive.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= archive.length);
  } catch (cause) {
    throw cause instanceof ArchiveError ? cause : new ArchiveError(texts.isDamaged, { cause });
  }
  if (!isWhole) throw new ArchiveError(texts.isCutShort);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function entriesOf(tar: Uint8Array): Promise<Awaited<ReturnType<typeof unpackTar>>> {
  try {
    return await unpackTar(tar, { strict: true });
  } catch (cause) {
    throw new ArchiveError(words().recordedHosts.isNoTar, { cause });
  }
}
