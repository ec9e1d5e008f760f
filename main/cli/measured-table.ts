/** Measured values for people, and beside simulated ones, at most 100 columns wide. */
import { settingsText } from '../../shared/charts/setting-name.ts';
import { layBeside } from '../../shared/measured/beside.ts';
import { measuredText, residualText, simulatedText, withinText } from '../../shared/measured/beside-words.ts';
import type { MeasuredAxis, MeasuredPoint, MeasuredResult, MeasuredSeries } from '../../shared/measured/schema.ts';
import { metricTitle } from '../../shared/result/metric-titles.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { formatMetric, formatTimeNs } from '../../shared/units.ts';
import { clip, textTable, wrap } from './text-table.ts';

const WIDTH = 100;
const LONGEST = 30;

export function measuredTable(measured: MeasuredResult): string {
  const { tool, toolVersion, title, measuredAt, conditions, series, distributions, warnings } = measured;
  const head = [title, measuredAt === null ? '' : `measured ${measuredAt}`, `${tool} ${toolVersion}`.trim()].filter(Boolean).join(', ');
  return [
    wrap(head, WIDTH),
    ...conditions.map(({ name, value }) => wrap(`${name}: ${value}`, WIDTH, '  ')),
    '',
    textTable([['series', 'what', 'metric', 'value'], ...series.map(seriesRow)], { width: WIDTH }),
    ...distributions.map(({ label, quantity, steps }) =>
      wrap(
        `Distribution of ${label}: ${quantity}, ${steps.length} steps, ${formatTimeNs(steps[0]?.ns ?? 0)} to ${formatTimeNs(steps.at(-1)?.ns ?? 0)}.`,
        WIDTH,
      ),
    ),
    ...conversionLines(series),
    ...warnings.map((warning) => wrap(warning, WIDTH)),
  ].join('\n');
}

function seriesRow({ label, quantity, metric, unit, axis, points }: MeasuredSeries): string[] {
  return [clip(label || '(all)', LONGEST), clip(quantity, LONGEST), metric ?? '–', valuesText(points, axis, unit)];
}

function valuesText(points: readonly MeasuredPoint[], axis: MeasuredAxis | null, unit: string): string {
  const [first] = points;
  if (axis === null && first) return measuredText(first, unit);
  if (axis?.kind === 'load') return points.map((one) => `${measuredText(one, unit)} at ${formatMetric(one.x ?? 0, 'pps')}`).join('; ');
  const values = points.map(({ value }) => value);
  const along = axis?.kind === 'setting' ? `of ${axis.path}` : 'in time';
  return `${points.length} values ${along}, ${formatMetric(Math.min(...values), unit)} to ${formatMetric(Math.max(...values), unit)}`;
}

/** How values were computed, once for all series of the same way. */
function conversionLines(series: readonly MeasuredSeries[]): string[] {
  const groups = Map.groupBy(
    series.filter(({ conversion }) => conversion !== ''),
    ({ conversion }) => conversion,
  );
  return [...groups].map(([conversion, of]) =>
    wrap(`Computed, ${[...new Set(of.map(({ quantity }) => quantity))].join(', ')}: ${conversion}.`, WIDTH, '  '),
  );
}

export function besideTable(measured: MeasuredResult, { points, scenario, engineVersion }: RunResult): string {
  const { compared, leftOut } = layBeside(measured, points);
  const rows = compared.map((one) => [
    clip(one.label || '(all)', LONGEST),
    clip([one.technique, settingsText(one.settings, scenario)].filter(Boolean).join(', '), LONGEST),
    metricTitle(one.metric),
    measuredText(one.measured, one.unit),
    simulatedText(one),
    residualText(one.residual),
    withinText(one.within),
  ]);
  const reasons = Map.groupBy(leftOut, ({ reason }) => reason);
  return [
    wrap(`Beside "${scenario.name}", simulated by engine ${engineVersion}: residual = (simulated - measured) / measured.`, WIDTH),
    '',
    rows.length === 0
      ? 'Nothing that was measured is what the run simulated.'
      : textTable([['measured', 'point', 'metric', 'measured', 'simulated', 'residual', 'interval'], ...rows], {
          alignRight: new Set([5]),
        }),
    ...[...reasons].map(([reason, series]) =>
      wrap(
        `Beside nothing, ${reason}: ${[...new Set(series.map(({ label, quantity }) => `${label}, ${quantity}`))].join('; ')}.`,
        WIDTH,
        '  ',
      ),
    ),
  ].join('\n');
}
