/** What a worker thread runs. Piscina takes a module's default export. */
import { flushCompileCache } from 'node:module';
import type { RunRecord, SimulationTask } from '../../engine/run-record.ts';
import { simulate } from '../../engine/simulate.ts';
import { tracePacket } from '../../engine/trace/trace-packet.ts';
import type { PacketTrace } from '../../../shared/result/packet-trace.ts';
import type { TraceRequest } from './trace-thread.ts';

export interface TimedRecord {
  readonly record: RunRecord;
  /** Time that the simulation took in this thread, s. */
  readonly seconds: number;
}

// The pool ends threads without notice: what was compiled is kept at once.
flushCompileCache();

// eslint-disable-next-line import-x/no-default-export -- piscina's interface
export default function runTask(asked: SimulationTask | TraceRequest): TimedRecord | PacketTrace | null {
  return 'wish' in asked ? (tracePacket(asked.task, asked.wish)?.trace ?? null) : timed(asked);
}

function timed(task: SimulationTask): TimedRecord {
  const beganMs = performance.now();
  const record = simulate(task);
  return { record, seconds: (performance.now() - beganMs) / 1000 };
}
