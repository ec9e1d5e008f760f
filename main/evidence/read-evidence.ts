/** Reads an evidence archive that anybody may have made: nothing of it is written anywhere, and its sizes are bounded before it is unpacked. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { z } from 'zod';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { Finding } from '../../shared/evidence/verification.ts';
import { runResultSchema, type RunResult } from '../../shared/result/schema.ts';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { labWords } from '../texts/words.ts';
import { readRecord } from '../experiment/executor/record-schema.ts';
import {
  EVIDENCE_FORMAT,
  EVIDENCE_FORMAT_VERSION,
  environmentSchema,
  evidenceFiles,
  LARGEST_ARCHIVE_BYTES,
  LARGEST_UNPACKED_BYTES,
  largestBytes,
  manifestSchema,
  recordLineSchema,
  recordsFile,
  sha256Of,
  type Manifest,
} from './evidence-format.ts';
import { firstDifference } from './first-difference.ts';
import { RecordShelf } from './record-shelf.ts';
import { sealHolds } from './seal.ts';

export interface Evidence {
  readonly manifest: Manifest;
  readonly result: RunResult;
  readonly records: RecordShelf;
  /** Empty: every byte and every digest is as it was written. */
  readonly findings: readonly Finding[];
}

/** What cannot be read as an archive is refused; what was altered in one that can be read is found. */
export async function readEvidence(path: string): Promise<Reply<Evidence>> {
  const name = basename(path);
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return refuse('bad-input', labWords().evidence.isNoFile(name));
    if (stat.size > LARGEST_ARCHIVE_BYTES) return refuse('refused', labWords().evidence.tooLarge(name, stat.size));
  } catch {
    return refuse('not-found', labWords().evidence.unreadable(name));
  }
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, { strictFileNames: true, autoClose: false });
    const entries = await listEntries(zip);
    const manifest = manifestOf(await unpack(zip, entries, evidenceFiles.manifest));
    return succeed(await contentOf(zip, entries, manifest, sealHolds(path)));
  } catch (error) {
    if (error instanceof NewerVersion) return refuse('newer-version', labWords().evidence.newer(name));
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('damaged', labWords().evidence.damaged(name, reason.replace(/\.$/, '')));
  } finally {
    zip?.close();
  }
}

class NewerVersion extends Error {}

type Entries = ReadonlyMap<string, Entry>;

async function listEntries(zip: ZipFile): Promise<Entries> {
  const entries = new Map<string, Entry>();
  let unpackedBytes = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName, uncompressedSize } = entry;
    const most = largestBytes(fileName);
    if (most === null) throw new Error(`the file "${fileName}" does not belong into one`);
    if (entries.has(fileName)) throw new Error(`the file "${fileName}" stands in it twice`);
    if (uncompressedSize > most) throw new Error(`the file "${fileName}" has ${uncompressedSize} bytes unpacked, and ${most} is the most`);
    unpackedBytes += uncompressedSize;
    if (unpackedBytes > LARGEST_UNPACKED_BYTES) throw new Error(`it has more than ${LARGEST_UNPACKED_BYTES} bytes unpacked`);
    entries.set(fileName, entry);
  }
  return entries;
}

/** At most as many bytes as the entry says, which was bounded. */
async function unpack(zip: ZipFile, entries: Entries, name: string): Promise<Buffer> {
  const entry = entries.get(name);
  if (!entry) throw new Error(`the file "${name}" is missing`);
  return buffer(await zip.openReadStreamPromise(entry));
}

function manifestOf(bytes: Buffer): Manifest {
  const content = parsed(bytes, evidenceFiles.manifest);
  const version = z.looseObject({ format: z.literal(EVIDENCE_FORMAT), formatVersion: z.number() }).safeParse(content);
  if (version.success && version.data.formatVersion > EVIDENCE_FORMAT_VERSION) throw new NewerVersion();
  return fitting(manifestSchema, content, evidenceFiles.manifest);
}

async function contentOf(zip: ZipFile, entries: Entries, manifest: Manifest, sealed: boolean): Promise<Evidence> {
  const findings: Finding[] = sealed ? [] : [{ place: '', message: 'The archive was altered or packed anew: its seal does not hold.' }];
  const records = new RecordShelf();
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  let scenario: unknown = null;
  let result: RunResult | null = null;
  for (const name of entries.keys()) {
    if (name === evidenceFiles.manifest) continue;
    const bytes = await unpack(zip, entries, name);
    if (listed.get(name)?.sha256 !== sha256Of(bytes))
      findings.push({ place: name, message: 'The file was altered: its digest is not that of the manifest.' });
    if (name === evidenceFiles.scenario) scenario = fitting(scenarioSchema, parsed(bytes, name), name);
    else if (name === evidenceFiles.result) result = fitting(runResultSchema, parsed(bytes, name), name);
    else if (name === evidenceFiles.environment) fitting(environmentSchema, parsed(bytes, name), name);
    else if (name.endsWith('.jsonl')) readRecords(bytes, name, records);
  }
  for (const name of listed.keys()) if (!entries.has(name)) findings.push({ place: name, message: 'The file is missing.' });
  if (scenario === null || result === null) throw new Error('its scenario or its result is missing');
  const { engineVersion, seed, points, complete } = result;
  const told = {
    scenario,
    engineVersion: manifest.engineVersion,
    seed: manifest.seed,
    points: manifest.points,
    simulations: manifest.simulations,
  };
  const held = { scenario: result.scenario, engineVersion, seed, points: points.length, simulations: records.size };
  const differs = firstDifference(told, held);
  if (differs)
    findings.push({
      place: `${evidenceFiles.result}: ${differs.path}`,
      message: `It is ${differs.other}, and ${differs.one} in the scenario or the manifest.`,
    });
  if (seed !== result.scenario.method.seed)
    findings.push({
      place: `${evidenceFiles.result}: seed`,
      message: `It is ${seed}, and ${result.scenario.method.seed} in the scenario.`,
    });
  if (!complete) findings.push({ place: evidenceFiles.result, message: 'The result is not that of a complete run.' });
  return { manifest, result, records, findings };
}

function readRecords(bytes: Buffer, name: string, records: RecordShelf): void {
  for (let at = 0, line = 1; at < bytes.length; line++) {
    const end = bytes.indexOf('\n', at);
    if (end < 0) throw new Error(`${name}: line ${line} is cut off`);
    const { key, record } = fitting(recordLineSchema, parsed(bytes.subarray(at, end), `${name}: line ${line}`), `${name}: line ${line}`);
    if (recordsFile(key) !== name || records.has(key)) throw new Error(`${name}: line ${line} stands in the wrong place, or twice`);
    records.keep(key, readRecord(record));
    at = end + 1;
  }
}

function parsed(bytes: Buffer, place: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new Error(`${place}: this is not JSON`, { cause: error });
  }
}

function fitting<Schema extends z.ZodType>(schema: Schema, content: unknown, place: string): z.output<Schema> {
  const fits = schema.safeParse(content);
  if (fits.success) return fits.data;
  const [issue] = fits.error.issues;
  throw new Error(`${place}: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}`);
}
