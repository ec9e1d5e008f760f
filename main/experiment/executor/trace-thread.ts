/** Traces in a thread of their own each, which ends with the trace: what is watched makes a thread's engine slower (docs/engine.md). */
import { Piscina } from 'piscina';
import type { CancelSignal } from '../../../shared/contract/cancel-signal.ts';
import type { PacketTrace } from '../../../shared/result/packet-trace.ts';
import type { SimulationTask } from '../../engine/run-record.ts';
import type { PacketWish } from '../../engine/trace/trace-packet.ts';
import { engineEnvironment } from './compiler-settings.ts';
import { defaultWorkerFile } from './worker-file.ts';

export interface TraceRequest {
  readonly task: SimulationTask;
  readonly wish: PacketWish;
}

export interface TraceThreadOptions {
  readonly signal?: CancelSignal | undefined;
  /** As of the pool. */
  readonly workerFile?: URL | undefined;
}

/** Memory for the survey of a long run, MiB. */
const MEMORY_MIB = 2048;

/** Null when there is no such packet. Rejects when it is aborted, or the thread dies. */
export async function traceInThread(request: TraceRequest, { signal, workerFile }: TraceThreadOptions = {}): Promise<PacketTrace | null> {
  const file = workerFile ?? defaultWorkerFile;
  const pool = new Piscina<TraceRequest, PacketTrace | null>({
    filename: file.href,
    env: engineEnvironment(file),
    maxThreads: 1,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
  });
  pool.on('error', () => undefined);
  try {
    return await pool.run(request, signal ? { signal } : {});
  } finally {
    await pool.destroy();
  }
}
