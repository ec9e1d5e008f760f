/** What a benchmark method measured, for people: the figures of every point, with what they are of, at most 100 columns wide. */
import {
  boundsText,
  conditionsText,
  figureText,
  measuredFigures,
  measurementTitle,
  ofMaximumText,
} from '../../shared/result/measurement-figures.ts';
import type { Measurement } from '../../shared/result/measurement.ts';
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { FRAME_SETTING } from '../../shared/scenario/frame-sizes.ts';
import { formatRate } from '../../shared/units.ts';
import { clip, textTable, wrap } from './text-table.ts';

const WIDTH = 100;
const LONGEST_LABEL = 24;
const HEAD = ['technique', 'measure', 'value', 'of max.', 'bounds', 'trials'];
const FIGURES = new Set([2, 3, 4, 5]);

type MeasuredPoint = PointResult & { readonly measurement: Measurement };

/** Empty for a run without measurements. */
export function measurementTable({ points }: RunResult): string {
  const measured = points.filter((point): point is MeasuredPoint => point.measurement !== undefined);
  const [first] = measured;
  if (!first) return '';
  const groups = [...Map.groupBy(measured, conditionsOf)];
  return [
    '',
    measurementTitle(first.measurement.kind),
    ...groups.flatMap(([conditions, own]) => ['', wrap(conditions, WIDTH), ...groupLines(own)]),
    '',
    'Rates are of all measured traffic together. The figures below are at the load that was found.',
    ...[...new Set(measured.flatMap(({ measurement }) => measurement.deviations))].map((text) => wrap(`  ${text}`, WIDTH, '  ')),
  ].join('\n');
}

/** Of the same frames and settings. */
function conditionsOf({ measurement, settings }: MeasuredPoint): string {
  const { maximumPps, maximumIsWire } = measurement;
  const swept = Object.entries(settings).flatMap(([path, value]) => (path === FRAME_SETTING ? [] : [`${path} = ${value}`]));
  const limit = `${maximumIsWire ? 'theoretical maximum' : 'largest load'} ${formatRate(maximumPps, 'pps')}`;
  return [conditionsText(measurement), limit, ...swept].join(', ');
}

function groupLines(points: readonly MeasuredPoint[]): string[] {
  const rows = points.flatMap(({ technique, measurement }) =>
    measuredFigures(measurement).map((figure, i) => [
      i === 0 ? clip(technique, LONGEST_LABEL) : '',
      figure.measure,
      figureText(figure),
      ofMaximumText(figure, measurement),
      boundsText(figure),
      i === 0 ? String(measurement.trials.length) : '',
    ]),
  );
  return [textTable([HEAD, ...rows], { alignRight: FIGURES }), ...points.flatMap(notesOf)];
}

function notesOf({ technique, measurement }: MeasuredPoint): string[] {
  const notes = measuredFigures(measurement).flatMap(({ measure, note }) => (note === '' ? [] : [`${measure}: ${note}`]));
  const texts = measurement.failure === null ? notes : [`failed: ${measurement.failure}`];
  return texts.length === 0 ? [] : [wrap(`  ${technique}, ${texts.join('; ')}`, WIDTH, '  ')];
}
