/** Measurements with guests of the lab's own, on demand: one at a time; what was measured is kept in the open project. */
import type { GuestState } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { guestTestTitle, type GuestMeasuring } from '../../shared/testbed/guest-measuring.ts';
import { labWords } from '../texts/words.ts';
import { progressAfter, type Progress } from '../experiment/progress.ts';
import { createBackgroundJob } from './background-job.ts';
import type { LabListener } from './events.ts';
import { keepMeasurement, takesMeasurement } from './kept-measurements.ts';
import { measureGuests, MeasuringError } from './measure-guests.ts';
import type { OpenProject } from './open-project.ts';

export interface GuestMeasurements {
  readonly running: boolean;
  state(): GuestState;
  /** Starts a measurement that ends after so many minutes in any case, and returns at once. */
  start(order: GuestMeasuring, minutes: number): Reply<Record<string, never>>;
  /** Ends the measurement that is going on, if any, with its guest, and waits for it. */
  stop(): Promise<void>;
}

export interface GuestMeasurementParts {
  readonly open: OpenProject;
  readonly announce: LabListener;
  /** Where the image of the guest is kept. */
  readonly imageFolder: string;
  /** Whether something is simulated: it would be measured as well. */
  readonly isBusy: () => boolean;
  /** Default: with QEMU on this host. */
  readonly measure?: typeof measureGuests;
}

export function createGuestMeasurements({
  open,
  announce,
  imageFolder,
  isBusy,
  measure = measureGuests,
}: GuestMeasurementParts): GuestMeasurements {
  const job = createBackgroundJob();
  /** What is going on, as a clause. */
  let doing = '';
  let kept: { readonly projectId: string; readonly measurementId: string } | null = null;

  async function carryOut(
    order: GuestMeasuring,
    minutes: number,
    cancelled: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<string> {
    const deadline = AbortSignal.timeout(minutes * 60_000);
    const { projectId } = open.state();
    let startMs: number | null = null;
    try {
      const result = await measure(order, {
        signal: AbortSignal.any([cancelled, deadline]),
        imageFolder,
        onPhase(phase) {
          // Beyond the first line stands what QEMU has printed.
          [doing = ''] = phase.split('\n');
          onProgress({ done: 0, total: 0, secondsLeft: null });
        },
        onStep({ device, test, repetition }, done, all) {
          startMs ??= performance.now();
          doing = `${device}, ${guestTestTitle(test)} (repetition ${repetition + 1})`;
          onProgress(progressAfter(done, all, performance.now() - startMs));
        },
      });
      const added = keepMeasurement(open, { runId: null, fileName: fileNameOf(result.measuredAt), result });
      if (!added.ok) return added.message;
      kept = { projectId, measurementId: added.value.id };
      return '';
    } catch (error) {
      if (cancelled.aborted) return 'Cancelled: the guest has ended, and nothing was kept.';
      if (deadline.aborted) return `Ended after ${minutes} min, as was asked: the guest has ended. Ask for less, or give it longer.`;
      if (error instanceof MeasuringError) return error.message;
      throw error;
    }
  }

  return {
    get running() {
      return job.progress !== null;
    },
    state: () => ({
      progress: job.progress && { doing, ...job.progress },
      measurementId: kept?.projectId === open.state().projectId ? kept.measurementId : null,
      problem: job.problem,
    }),
    start(order, minutes) {
      if (job.progress) return refuse('refused', labWords().lab.guests.goingOn);
      if (isBusy()) return refuse('refused', labWords().lab.guests.simulationsGoOn);
      const takes = takesMeasurement(open);
      if (!takes.ok) return takes;
      kept = null;
      doing = 'the lab looks at this host';
      job.start({
        carryOut: (signal, onProgress) => carryOut(order, minutes, signal, onProgress),
        failure: (reason) => `The measurement stopped: ${reason}. The guest has ended. Start it again.`,
        onProgress: (progress) => announce('guest.progress', { doing, ...progress }),
        onEnd: () => announce('guest.finished', {}),
      });
      return succeed({});
    },
    stop: () => job.stop(),
  };
}

/** `guests-2026-11-26-2003.json`, in UTC. */
function fileNameOf(measuredAt: string | null): string {
  const [date = '', time = ''] = (measuredAt ?? '').split('T');
  return `guests-${date}-${time.slice(0, 5).replace(':', '')}.json`;
}
