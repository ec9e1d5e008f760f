/** The points of one run, or of two, that stand side by side. Refused ones have nothing to compare. */
import { measuredPoints } from '../../../shared/charts/point-series.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import type { ComparedPoint } from './comparison.ts';

export interface ComparedRun {
  /** Name of the run among those compared; empty for a single one. */
  readonly name: string;
  /** At one setting. */
  readonly points: readonly PointResult[];
}

/** The same technique of two runs stands together. */
export function comparedPoints(runs: readonly ComparedRun[]): readonly ComparedPoint[] {
  const measured = runs.map(({ name, points }) => ({ name, points: measuredPoints(points) }));
  const titles = [...new Set(measured.flatMap(({ points }) => points.map(({ technique }) => technique)))];
  return titles.flatMap((title) =>
    measured.flatMap(({ name, points }) =>
      points.filter(({ technique }) => technique === title).map((point) => ({ key: `${name}|${title}`, title, run: name, point })),
    ),
  );
}
