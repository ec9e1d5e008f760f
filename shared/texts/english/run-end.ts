import { plural } from './plural.ts';

/** What a person is told of a run that has ended. `written`: the count of points as a number is written. */
export const runEnd = {
  done: (points: number, written: string) => `The run is done: ${simulated(points, written)}.`,
  cancelled: (points: number, written: string) => `The run was cancelled after ${simulated(points, written)}.`,
  failed: (points: number, written: string) => `The run failed after ${simulated(points, written)}.`,
};

function simulated(points: number, written: string): string {
  return plural(points, { one: `${written} point`, other: `${written} points` });
}
