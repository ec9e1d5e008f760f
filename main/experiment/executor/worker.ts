/** What a worker thread runs. Piscina takes a module's default export. */
import type { RunRecord, SimulationTask } from '../../engine/run-record.ts';
import { simulate } from '../../engine/simulate.ts';

// eslint-disable-next-line import-x/no-default-export -- piscina's interface
export default function runTask(task: SimulationTask): RunRecord {
  return simulate(task);
}
