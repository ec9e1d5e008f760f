/** Fits costs of a scenario to measured values, for the command line: simulations on this machine. */
import type { Calibration } from '../../shared/calibration/schema.ts';
import type { MeasuredResult } from '../../shared/measured/schema.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { calibrate, type CalibrationOptions, type CalibrationOrder } from '../experiment/calibration/calibrate.ts';
import { createPool } from '../experiment/executor/pool.ts';
import { withCosts } from './scenario-with-costs.ts';

export { CalibrationError } from '../experiment/calibration/free-costs.ts';

export async function calibrateScenario(
  order: CalibrationOrder,
  { workers, ...options }: Omit<CalibrationOptions, 'executor'> & { readonly workers?: number | undefined },
): Promise<Calibration> {
  const executor = createPool(workers === undefined ? {} : { workers });
  try {
    return await calibrate(order, { ...options, executor });
  } finally {
    await executor.close();
  }
}

/** The scenario with the fitted costs, whose description says where they come from. @param date ISO 8601. */
export function calibratedScenario(scenario: Scenario, calibration: Calibration, measured: MeasuredResult, date: string): Scenario {
  const { parameters, error, values } = calibration;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const fitted = parameters.map(({ name, fitted: value, unit, interval }) => {
    const range = interval ? ` (${interval.low.toPrecision(4)} to ${interval.high.toPrecision(4)})` : ' (not determined)';
    return `${name} = ${value.toPrecision(4)} ${unit}${range}`;
  });
  const host = measured.conditions.find(({ name }) => name === 'Host')?.value ?? measured.title;
  const note =
    `Costs calibrated on ${host}, ${date.slice(0, 10)}, derived: fitted to ${values.length} values of ${measured.tool}; ` +
    `relative error ${percent(error.before)} before, ${percent(error.after)} after. ${fitted.join('; ')}.`;
  return withCosts(scenario, Object.fromEntries(parameters.map(({ name, fitted: value }) => [name, value])), note);
}
