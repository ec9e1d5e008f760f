/** Endpoints of captures: a file comes in pieces, as the page has it, and is proposed as traffic. One capture is held at a time. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { labWords } from '../../texts/words.ts';
import type { Capture } from '../../capture/capture.ts';
import { proposeTraffic } from '../../capture/propose-traffic.ts';
import { readCapture } from '../../capture/read-capture.ts';

export interface CaptureService {
  readonly handlers: Pick<Handlers, 'capture.begin' | 'capture.append' | 'capture.propose'>;
  /** Removes what was sent. */
  close(): void;
}

interface Held {
  readonly captureId: string;
  readonly folder: string;
  readonly path: string;
  /** Of the file on the person's machine: for words, never for a path. */
  readonly name: string;
  /** Read at the first proposal; the file is then removed. */
  capture: Capture | null;
}

/** Compressed or not; beyond it, `lab import` reads files where they are. */
const LARGEST_BYTES = 1024 * 1024 * 1024;

export function captureService(): CaptureService {
  let held: Held | null = null;
  const gone = () => refuse('not-found', labWords().lab.files.captureGone, 'captureId');
  const letGo = (): void => {
    if (held) rmSync(held.folder, { recursive: true, force: true });
    held = null;
  };
  return {
    handlers: {
      'capture.begin'({ name }) {
        letGo();
        const folder = mkdtempSync(join(tmpdir(), 'iovlab-capture-'));
        held = { captureId: randomUUID(), folder, path: join(folder, 'capture'), name, capture: null };
        writeFileSync(held.path, '');
        return succeed({ captureId: held.captureId });
      },

      'capture.append'({ captureId, base64 }) {
        if (held?.captureId !== captureId || held.capture) return gone();
        const piece = Buffer.from(base64, 'base64');
        if (statSync(held.path).size + piece.length > LARGEST_BYTES)
          return refuse('bad-input', labWords().lab.files.captureTooLarge(held.name));
        appendFileSync(held.path, piece);
        return succeed({});
      },

      async 'capture.propose'({ captureId, options }) {
        const asked = held;
        if (asked?.captureId !== captureId) return gone();
        if (!asked.capture) {
          const reading = await readCapture(asked.path, { name: asked.name });
          if (!reading.ok) return reading;
          asked.capture = reading.value;
          rmSync(asked.folder, { recursive: true, force: true });
        }
        return succeed(proposeTraffic(asked.capture, options, asked.name));
      },
    },
    close: letGo,
  };
}
