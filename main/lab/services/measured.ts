/** Endpoints of measurements: what tools measured on real systems, kept in the project. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import { columnName, type ColumnMeaning } from '../../../shared/measured/columns.ts';
import type { ColumnMapping } from '../../measured/csv.ts';
import { columnsOfMeasured, parseMeasured } from '../../measured/read-measured.ts';
import { keepMeasurement } from '../kept-measurements.ts';
import type { OpenProject } from '../open-project.ts';
import type { TakeTurn } from '../turns.ts';

export type MeasuredHandlers = Pick<
  Handlers,
  'measured.list' | 'measured.columns' | 'measured.add' | 'measured.place' | 'measured.remove' | 'measured.restore'
>;

export function measuredHandlers(open: OpenProject, takeTurn: TakeTurn): MeasuredHandlers {
  return {
    'measured.list': () => succeed({ measurements: open.current.listMeasurements() }),

    'measured.columns'({ fileName, base64 }) {
      const described = columnsOfMeasured(Buffer.from(base64, 'base64'), fileName);
      if (!described.ok) return { ...described, path: 'base64' };
      return succeed({ columns: described.value && [...described.value] });
    },

    'measured.add': ({ fileName, base64, runId, columns }) =>
      takeTurn(() => {
        const read = parseMeasured(Buffer.from(base64, 'base64'), fileName, mappingOf(columns));
        if (!read.ok) return { ...read, path: 'base64' };
        return keepMeasurement(open, { runId, fileName, result: read.value });
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

function mappingOf(columns: Readonly<Record<string, ColumnMeaning>>): ColumnMapping {
  return Object.fromEntries(Object.entries(columns).map(([name, meaning]) => [name, columnName(meaning)]));
}
