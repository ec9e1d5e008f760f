/** Which step and which field a problem belongs to. */
import type { Problem } from '../../../shared/scenario/problem.ts';
import { useTexts } from '../../texts/texts.ts';

export const steps = [
  { id: 'host', roots: ['name', 'description', 'host', 'nic', 'profiles'] },
  { id: 'vms', roots: ['vms'] },
  { id: 'traffic', roots: ['flows'] },
  { id: 'techniques', roots: ['techniques'] },
  { id: 'method', roots: ['method', 'costModel', 'costs', 'sources'] },
  { id: 'review', roots: [] },
] as const satisfies readonly { id: string; roots: readonly string[] }[];

/** In the language of the page. */
export function stepTitle(step: number): string {
  const id = steps[step]?.id;
  return id === undefined ? '' : useTexts().value.wizard.steps[id];
}

export const REVIEW_STEP = steps.length - 1;
export const TRAFFIC_STEP = steps.findIndex(({ id }) => id === 'traffic');

/** Step where a problem is mended; what belongs to no step is mended in the text, and shown in the review. */
export function stepOf(problem: Problem): number {
  const root = problem.path.split('.')[0] ?? '';
  const index = steps.findIndex(({ roots }) => (roots as readonly string[]).includes(root));
  return index === -1 ? REVIEW_STEP : index;
}

/** Number of errors of each step; the review counts only what belongs nowhere else. */
export function errorCounts(problems: readonly Problem[]): readonly number[] {
  return steps.map((_, step) => problems.filter((problem) => problem.severity === 'error' && stepOf(problem) === step).length);
}

/** Problems of one field. */
export function problemsAt(problems: readonly Problem[], path: string): readonly Problem[] {
  return problems.filter((problem) => problem.path === path);
}

/** Problems of a field and everything inside it: for a field that edits a list or a table as a whole. */
export function problemsWithin(problems: readonly Problem[], path: string): readonly Problem[] {
  return problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
}

/** Problems of a step, or of all steps, that none of the fields on show displays. */
export function problemsElsewhere(problems: readonly Problem[], step: number | 'all', shownPaths: ReadonlySet<string>): readonly Problem[] {
  return problems.filter(
    (problem) => (step === 'all' || stepOf(problem) === step) && ![...shownPaths].some((shown) => covers(shown, problem.path)),
  );
}

/** A shown path that ends in `.*` stands for everything within. */
function covers(shown: string, path: string): boolean {
  if (!shown.endsWith('.*')) return shown === path;
  const whole = shown.slice(0, -2);
  return path === whole || path.startsWith(`${whole}.`);
}
