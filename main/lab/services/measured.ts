/** Endpoints of measurements: what tools measured on real systems, kept in the project. */
import { randomUUID } from 'node:crypto';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { parseMeasured } from '../../measured/read-measured.ts';
import type { OpenProject } from '../open-project.ts';
import type { TakeTurn } from '../turns.ts';

export type MeasuredHandlers = Pick<Handlers, 'measured.list' | 'measured.add' | 'measured.place' | 'measured.remove' | 'measured.restore'>;

/** So many are read whenever they are listed. */
const MOST_MEASUREMENTS = 100;

export function measuredHandlers(open: OpenProject, takeTurn: TakeTurn): MeasuredHandlers {
  return {
    'measured.list': () => succeed({ measurements: open.current.listMeasurements() }),

    'measured.add': ({ fileName, base64, runId }) =>
      takeTurn(() => {
        if (open.current.listMeasurements().length >= MOST_MEASUREMENTS)
          return refuse('refused', `The project has ${MOST_MEASUREMENTS} measurements. Remove some of them first.`);
        const read = parseMeasured(Buffer.from(base64, 'base64'), fileName);
        if (!read.ok) return { ...read, path: 'base64' };
        const id = randomUUID();
        const added = open.current.addMeasurement({ id, runId, fileName, addedAt: new Date().toISOString(), result: read.value });
        return added.ok ? succeed({ id }) : added;
      }),

    'measured.place': ({ id, runId }) =>
      takeTurn(() => {
        const placed = open.current.placeMeasurement(id, runId);
        return placed.ok ? succeed({}) : placed;
      }),

    'measured.remove': ({ id }) =>
      takeTurn(() => {
        const removed = open.current.deleteMeasurement(id);
        return removed.ok ? succeed({}) : removed;
      }),

    'measured.restore': ({ id }) =>
      takeTurn(() => {
        const restored = open.current.restoreMeasurement(id);
        return restored.ok ? succeed({}) : restored;
      }),
  };
}
