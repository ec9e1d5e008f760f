/** What was measured, as the charts of a run take it. */
import { layBeside } from '../measured/beside.ts';
import { distributionsBeside } from '../measured/beside-distributions.ts';
import type { MeasuredResult } from '../measured/schema.ts';
import type { PointSummary } from '../result/point-summary.ts';
import type { ChartContext } from './chart.ts';

type Measured = Required<Pick<ChartContext, 'measured' | 'measuredDistributions'>>;

/** @param results that are laid beside the run. */
export function measuredContext(results: readonly MeasuredResult[], points: readonly PointSummary[]): Measured {
  const beside = results.map((result) => {
    const { compared } = layBeside(result, points);
    return { compared, distributions: distributionsBeside(result, compared) };
  });
  return {
    measured: beside.flatMap(({ compared }) => compared),
    measuredDistributions: beside.flatMap(({ distributions }) => distributions),
  };
}

/** For points of another run, which have the same identities: what was measured is drawn once. */
export function withoutMeasured<Context extends ChartContext>(context: Context): Context {
  return { ...context, measured: [], measuredDistributions: [] };
}
