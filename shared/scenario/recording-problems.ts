/** Recordings that hold no packets, or others than they say. */
import type { Problem } from './problem.ts';
import { MOST_RECORDED_PACKETS, packetsOf } from './recording.ts';
import type { Recording, Scenario } from './schema.ts';

const SMALLEST_FRAME_BYTES = 64;
const LARGEST_FRAME_BYTES = 9022;
const REMEDY = 'Import the capture again: lab import CAPTURE.';

export function recordingProblems({ flows }: Pick<Scenario, 'flows'>): Problem[] {
  return flows.flatMap(({ traffic }, number) => {
    if (traffic.kind !== 'replay') return [];
    const { recording } = traffic;
    const message = isUnread(recording) ? unread(recording.capture.file) : problemOf(recording);
    return message === null ? [] : [{ path: `flows.${number}.traffic.recording`, message, severity: 'error' as const }];
  });
}

type Named = Recording & { readonly capture: NonNullable<Recording['capture']> };

function isUnread(recording: Recording): recording is Named {
  return recording.capture !== undefined && recording.gapsNs === '';
}

function unread(file: string): string {
  return `The packets of "${file}" are read by the command line, which finds the file beside the scenario. To use it on the page, make a project there, which keeps them: lab run FILE --project NEW.iovlab. Or choose the capture in step Traffic.`;
}

/** With the remedy. */
function problemOf(recording: Recording): string | null {
  const message = faultOf(recording);
  return message === null ? null : `${message} ${REMEDY}`;
}

function faultOf(recording: Recording): string | null {
  try {
    const { gapsNs, frameBytes, durationNs } = packetsOf(recording);
    if (gapsNs.length === 0) return 'The recording holds no packets.';
    if (gapsNs.length > MOST_RECORDED_PACKETS) return `The recording holds more than ${MOST_RECORDED_PACKETS} packets.`;
    if (gapsNs.length !== frameBytes.length) return `The recording has ${gapsNs.length} gaps, but ${frameBytes.length} frames.`;
    if (frameBytes.some((bytes) => bytes < SMALLEST_FRAME_BYTES || bytes > LARGEST_FRAME_BYTES))
      return `The recording holds frames outside ${SMALLEST_FRAME_BYTES} to ${LARGEST_FRAME_BYTES} bytes.`;
    const lastNs = gapsNs.reduce((sum, gap) => sum + gap, 0);
    return lastNs > durationNs
      ? `The last packet of the recording comes ${lastNs} ns after its start, behind its end at ${durationNs} ns.`
      : null;
  } catch (error) {
    if (error instanceof RangeError) return `A column of the recording cannot be read: ${error.message}.`;
    throw error;
  }
}
