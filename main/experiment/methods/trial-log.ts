/** Trials in the order in which they were made, whatever method made them. */
import type { MeasuredTrial } from '../../../shared/result/measurement.ts';
import type { TrialMeasurer, TrialRequest, TrialResult } from './trial-measurer.ts';

/** A controller asks for trials here, so that none is left out of the report. */
export class TrialLog {
  readonly trials: MeasuredTrial[] = [];
  readonly #measurer: TrialMeasurer;
  readonly #signal: AbortSignal;

  constructor(measurer: TrialMeasurer, signal: AbortSignal) {
    this.#measurer = measurer;
    this.#signal = signal;
  }

  /** `passes` says what the trial decides; a trial that only observes decides nothing. */
  async measure(purpose: string, request: TrialRequest, passes?: (result: TrialResult) => boolean): Promise<TrialResult> {
    this.#signal.throwIfAborted();
    const result = await this.#measurer.measure(request, this.#signal);
    const { loadPps, durationS, lossRatio, forwardingRatePps, queuedFrames } = result;
    const backgroundPps = request.backgroundPps === undefined ? {} : { backgroundPps: request.backgroundPps };
    this.trials.push({
      purpose,
      loadPps,
      ...backgroundPps,
      durationS,
      lossRatio,
      forwardingRatePps,
      queuedFrames,
      passed: passes?.(result) ?? null,
    });
    return result;
  }
}
