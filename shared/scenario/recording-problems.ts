/** Recordings that hold no packets, or others than they say. */
import { words } from '../texts/words.ts';
import type { Problem } from './problem.ts';
import { MOST_RECORDED_PACKETS, packetsOf } from './recording.ts';
import type { Recording, Scenario } from './schema.ts';

const SMALLEST_FRAME_BYTES = 64;
const LARGEST_FRAME_BYTES = 9022;

export function recordingProblems({ flows }: Pick<Scenario, 'flows'>): Problem[] {
  return flows.flatMap(({ traffic }, number) => {
    if (traffic.kind !== 'replay') return [];
    const { recording } = traffic;
    const message = isUnread(recording) ? words().problems.recordings.unread(recording.capture.file) : faultOf(recording);
    return message === null ? [] : [{ path: `flows.${number}.traffic.recording`, message, severity: 'error' as const }];
  });
}

type Named = Recording & { readonly capture: NonNullable<Recording['capture']> };

function isUnread(recording: Recording): recording is Named {
  return recording.capture !== undefined && recording.gapsNs === '';
}

/** With the remedy. */
function faultOf(recording: Recording): string | null {
  const texts = words().problems.recordings;
  try {
    const { gapsNs, frameBytes, durationNs } = packetsOf(recording);
    if (gapsNs.length === 0) return texts.empty;
    if (gapsNs.length > MOST_RECORDED_PACKETS) return texts.manyPackets(MOST_RECORDED_PACKETS);
    if (gapsNs.length !== frameBytes.length) return texts.unequalColumns(gapsNs.length, frameBytes.length);
    if (frameBytes.some((bytes) => bytes < SMALLEST_FRAME_BYTES || bytes > LARGEST_FRAME_BYTES))
      return texts.strangeFrames(SMALLEST_FRAME_BYTES, LARGEST_FRAME_BYTES);
    const lastNs = gapsNs.reduce((sum, gap) => sum + gap, 0);
    return lastNs > durationNs ? texts.endsBeforeLastPacket(lastNs, durationNs) : null;
  } catch (error) {
    if (error instanceof RangeError) return texts.unreadableColumn(error.message);
    throw error;
  }
}
