/** Evidence archives written and verified on demand: one at a time, on the lab's workers; the last outcome is held as long as the lab. */
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { EvidenceState } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { EVIDENCE_EXTENSION, LARGEST_SEED } from '../../shared/evidence/verification.ts';
import { labWords } from '../texts/words.ts';
import type { Executor } from '../experiment/executor/executor.ts';
import type { Progress } from '../experiment/progress.ts';
import { createBackgroundJob } from './background-job.ts';
import type { LabListener } from './events.ts';
import { makeEvidenceOfHeldRun, verifyArchive, type WholeRun } from './evidence.ts';
import type { OpenProject } from './open-project.ts';

export interface EvidenceWork {
  readonly running: boolean;
  state(): EvidenceState;
  /** Writes an archive of a run of the open project, and returns at once. */
  write(path: string, run: WholeRun, overwrite: boolean): Reply<Record<string, never>>;
  /** Verifies an archive, and returns at once. `sample`: simulations that are made again; null: all. */
  verify(path: string, sample: number | null): Reply<Record<string, never>>;
  /** Ends what is going on, if anything, and waits for it. */
  stop(): Promise<void>;
}

export interface EvidenceWorkParts {
  readonly open: OpenProject;
  readonly executor: Executor;
  readonly announce: LabListener;
  readonly dataFolder: string;
}

type Kind = EvidenceState['kind'];
type Outcome = NonNullable<EvidenceState['outcome']>;

export function createEvidenceWork({ open, executor, announce, dataFolder }: EvidenceWorkParts): EvidenceWork {
  const job = createBackgroundJob();
  /** What is going on, or was last. */
  let last: { readonly kind: Kind; readonly path: string } = { kind: 'verify', path: '' };
  let outcome: Outcome | null = null;

  function start(
    kind: Kind,
    path: string,
    carryOut: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Reply<Outcome>>,
  ): Reply<Record<string, never>> {
    if (job.progress) return refuse('refused', labWords().lab.evidence[last.kind].goingOn(basename(last.path)));
    last = { kind, path };
    outcome = null;
    job.start({
      async carryOut(signal, onProgress) {
        const found = await carryOut(signal, onProgress);
        if (!found.ok) return found.message;
        outcome = found.value;
        return '';
      },
      failure: (reason) => labWords().lab.evidence[kind].failed(basename(path), reason),
      onProgress: (progress) => announce('evidence.progress', { ...last, ...progress }),
      onEnd: () => announce('evidence.finished', {}),
    });
    return succeed({});
  }

  return {
    get running() {
      return job.progress !== null;
    },
    state: () => ({ ...last, progress: job.progress, outcome, problem: job.problem }),

    write(path, run, overwrite) {
      if (!path.endsWith(EVIDENCE_EXTENSION))
        return refuse('bad-input', labWords().lab.evidence.needsEnding(path, EVIDENCE_EXTENSION), 'path');
      if (existsSync(path) && !overwrite) return refuse('refused', labWords().lab.files.exists(basename(path)), 'path');
      const project = open.current;
      // When another project is opened meanwhile, what is missing is simulated again.
      const findKept = (key: string) => (open.current === project ? project.findSimulation(key) : null);
      return start('write', path, async (signal, onProgress) => {
        const made = await makeEvidenceOfHeldRun(path, run, { executor, signal, onProgress, findKept, dataFolder });
        return made.ok ? succeed({ kind: 'written', simulations: made.value.simulations }) : made;
      });
    },

    verify(path, sample) {
      return start('verify', path, async (signal, onProgress) => {
        const options = { executor, signal, onProgress, sample: sample ?? Infinity, seed: randomInt(LARGEST_SEED) };
        const verified = await verifyArchive(path, options);
        return verified.ok ? succeed({ kind: 'verified', verification: verified.value }) : verified;
      });
    },

    stop: () => job.stop(),
  };
}
