/** Fits costs of a scenario to measured values, for the command line: simulations on this machine. */
import type { Calibration } from '../../shared/calibration/schema.ts';
import type { OwnProfile } from '../../shared/catalogue/own-profile.ts';
import type { MeasuredResult } from '../../shared/measured/schema.ts';
import { foundCostModel, MOST_SOURCE, withCostModel, type FoundCost } from '../../shared/scenario/found-costs.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { calibrate, type CalibrationOptions, type CalibrationOrder } from '../experiment/calibration/calibrate.ts';
import { createPool } from '../experiment/executor/pool.ts';

export { CalibrationError } from '../experiment/calibration/free-costs.ts';

export async function calibrateScenario(
  order: CalibrationOrder,
  { workers, ...options }: Omit<CalibrationOptions, 'executor' | 'clock'> & { readonly workers?: number | undefined },
): Promise<Calibration> {
  const executor = createPool(workers === undefined ? {} : { workers });
  try {
    return await calibrate(order, { ...options, executor, clock: () => performance.now() });
  } finally {
    await executor.close();
  }
}

export interface Calibrated {
  /** `calibrated on HOST, DATE`. */
  readonly costModel: OwnProfile;
  /** On that cost model. */
  readonly scenario: Scenario;
}

/** The fitted costs as a cost model, each derived from the measured values, with the interval of the fit as its range. @param date ISO 8601. */
export function calibrated(scenario: Scenario, calibration: Calibration, measured: MeasuredResult, date: string): Calibrated {
  const { parameters, error, values } = calibration;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const host = measured.conditions.find(({ name }) => name === 'Host')?.value ?? measured.title;
  const title = `calibrated on ${host}, ${date.slice(0, 10)}`;
  const fit = `fitted to ${values.length} values of ${measured.tool}; relative error ${percent(error.before)} before, ${percent(error.after)} after`;
  const found = parameters.map(({ name, fitted: value, interval }): FoundCost => {
    const known = interval ? '' : '; the values do not determine it';
    return { name, value, source: { provenance: 'derived', source: `Costs ${title}: ${fit}${known}.`.slice(0, MOST_SOURCE), ...interval } };
  });
  const costModel = foundCostModel(scenario, title, found);
  return { costModel, scenario: withCostModel(scenario, costModel, found) };
}
