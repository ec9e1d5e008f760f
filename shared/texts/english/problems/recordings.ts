const IMPORT_AGAIN = 'Import the capture again: lab import CAPTURE.';

/** Recordings that hold no packets, or others than they say. */
export const recordings = {
  unread: (file: string) =>
    `The packets of "${file}" are read by the command line, which finds the file beside the scenario. To use it on the page, make a project there, which keeps them: lab run FILE --project NEW.iovlab. Or choose the capture in step Traffic.`,
  empty: `The recording holds no packets. ${IMPORT_AGAIN}`,
  manyPackets: (most: number) => `The recording holds more than ${most} packets. ${IMPORT_AGAIN}`,
  unequalColumns: (gaps: number, frames: number) => `The recording has ${gaps} gaps, but ${frames} frames. ${IMPORT_AGAIN}`,
  strangeFrames: (smallest: number, largest: number) =>
    `The recording holds frames outside ${smallest} to ${largest} bytes. ${IMPORT_AGAIN}`,
  endsBeforeLastPacket: (lastNs: number, endNs: number) =>
    `The last packet of the recording comes ${lastNs} ns after its start, behind its end at ${endNs} ns. ${IMPORT_AGAIN}`,
  unreadableColumn: (problem: string) => `A column of the recording cannot be read: ${problem}. ${IMPORT_AGAIN}`,
};
