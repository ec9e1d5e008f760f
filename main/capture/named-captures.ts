/** The packets of the captures that a scenario file names: read where it lies, and only if they are those that it means. */
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { namedCaptureSchema, type NamedCapture } from '../../shared/scenario/named-capture.ts';
import type { Problem } from '../../shared/scenario/problem.ts';
import { labWords } from '../texts/words.ts';
import type { Capture } from './capture.ts';
import { recordedPart } from './propose-traffic.ts';
import { readCapture } from './read-capture.ts';

export interface WithCaptures {
  /** With the packets of every capture that could be read. */
  readonly content: unknown;
  readonly problems: readonly Problem[];
}

type ReadFile = (capture: NamedCapture) => Promise<Reply<Capture>>;

/**
 * @param content of a scenario file, not checked; it is left as it is, and so are recordings that hold their packets
 * @param folder in which the scenario file lies
 */
export async function readNamedCaptures(content: unknown, folder: string): Promise<WithCaptures> {
  const flows = listIn(content, 'flows');
  const read = readingOnce(folder);
  const problems: Problem[] = [];
  const filled: unknown[] = [];
  for (const [number, flow] of flows.entries()) {
    const traffic = fieldOf(flow, 'traffic');
    const recording = fieldOf(traffic, 'recording');
    const named = namedCaptureSchema.safeParse(fieldOf(recording, 'capture'));
    if (!named.success || fieldOf(recording, 'gapsNs')) {
      filled.push(flow);
      continue;
    }
    const packets = await packetsOf(named.data, read);
    if (packets.ok) filled.push(merged(flow, { traffic: merged(traffic, { recording: merged(recording, packets.value) }) }));
    else
      problems.push({
        path: `flows.${number}.traffic.recording.capture.${packets.path || 'file'}`,
        message: packets.message,
        severity: 'error',
      });
  }
  return { content: flows.length > 0 && problems.length === 0 ? merged(content, { flows: filled }) : content, problems };
}

/** SHA-256 of a file, 64 hexadecimal digits. Throws the error of the file system when it cannot be read. */
export async function digestOfFile(path: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  return digest.digest('hex');
}

async function packetsOf(capture: NamedCapture, read: ReadFile): Promise<Reply<object>> {
  const frames = await read(capture);
  if (!frames.ok) return frames;
  const part = recordedPart(frames.value, capture, capture.part);
  return part ? succeed(part) : refuse('bad-input', labWords().captures.noPart(capture.file, capture.part), 'part');
}

/** The flows of a scenario mostly share one file. */
function readingOnce(folder: string): ReadFile {
  const known = new Map<string, Promise<Reply<Capture>>>();
  return (capture) => {
    const key = `${capture.sha256} ${capture.file}`;
    const reading = known.get(key) ?? readMeant(capture, folder);
    known.set(key, reading);
    return reading;
  };
}

async function readMeant({ file, sha256 }: NamedCapture, folder: string): Promise<Reply<Capture>> {
  const path = join(folder, file);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return refuse('not-found', labWords().captures.noCapture(file, folder));
  try {
    const found = await digestOfFile(path);
    if (found === sha256) return await readCapture(path, { name: file });
    return refuse('bad-input', labWords().captures.otherDigest(file, found), 'sha256');
  } catch (error) {
    return refuse('failed', labWords().captures.namedUnreadable(file, error instanceof Error ? error.message : String(error)));
  }
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : [];
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function merged(value: unknown, changes: object): object {
  return { ...(value as object), ...changes };
}
