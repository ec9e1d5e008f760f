/** A host as a file that came from elsewhere: what was read of it, as an archive or as JSON, or what `lab probe --json` concluded there. */
import { strFromU8 } from 'fflate';
import { z } from 'zod';
import { words } from '../texts/words.ts';
import { hostProbeSchema, type HostProbe } from './host-probe.ts';
import { recordedTreeSchema, type RecordedTree } from './recorded-tree.ts';
import { ArchiveError, treeOfArchive } from './recording-archive.ts';

export type Recording = RecordedTree | HostProbe;
export const recordingSchema = z.union([recordedTreeSchema, hostProbeSchema]);

export type RecordingReading = { readonly ok: true; readonly recording: Recording } | { readonly ok: false; readonly problem: string };

/** What `lab probe --json` prints; readiness follows from the probe. */
const printedSchema = z.looseObject({ probe: hostProbeSchema });

/** Tells the kind by the content. @param file its name, for the problem. */
export async function readRecording(bytes: Uint8Array, file: string): Promise<RecordingReading> {
  try {
    const recording = isGzip(bytes) ? await treeOfArchive(bytes) : recordingIn(strFromU8(bytes));
    return recording ? { ok: true, recording } : { ok: false, problem: words().recordedHosts.isNone(file) };
  } catch (error) {
    if (error instanceof ArchiveError) return { ok: false, problem: error.problem(file) };
    throw error;
  }
}

/** The first two bytes (RFC 1952, section 2.3.1). */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function recordingIn(text: string): Recording | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  return recordedTreeSchema.safeParse(json).data ?? printedSchema.safeParse(json).data?.probe ?? null;
}
