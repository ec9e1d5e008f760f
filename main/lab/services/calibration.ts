/** Endpoints of calibrations: costs fitted to what was measured. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import type { Calibrations } from '../calibrations.ts';
import type { StartOnQuietHost } from '../quiet-host.ts';

export type CalibrationHandlers = Pick<Handlers, 'calibration.state' | 'calibration.start' | 'calibration.cancel'>;

export function calibrationHandlers(calibrations: Calibrations, onQuietHost: StartOnQuietHost): CalibrationHandlers {
  return {
    'calibration.state': () => succeed(calibrations.state()),
    'calibration.start': ({ runId, measurementId, parameters }) => onQuietHost(() => calibrations.start(runId, measurementId, parameters)),

    async 'calibration.cancel'() {
      // One that has ended meanwhile is as the caller wants it.
      await calibrations.stop();
      return succeed({});
    },
  };
}
