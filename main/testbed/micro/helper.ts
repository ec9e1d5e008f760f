/** The compiled helper of the micro-probes: guest/micro.c, made in a folder that is gone afterwards. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from '../programs.ts';
import { timingsIn, type Timing } from './timings.ts';

/** @param source text of guest/micro.c. Rejects with a MeasuringError that says what failed, or the signal's reason. */
export async function timedByHelper(source: string, repetitions: number, signal: AbortSignal): Promise<Timing[]> {
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-micro-'));
  try {
    const program = join(folder, 'micro');
    writeFileSync(`${program}.c`, source);
    await runTool('cc', ['-O2', '-pthread', '-o', program, `${program}.c`], { signal });
    return timingsIn((await runTool(program, [String(repetitions)], { signal })).output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
