/** Endpoints of reports: a run as files. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse } from '../../../shared/contract/reply.ts';
import type { OpenProject } from '../open-project.ts';
import { readRun } from './run.ts';

export type ReportHandlers = Pick<Handlers, 'report.csv' | 'report.json' | 'report.pdf'>;

export function reportHandlers(open: OpenProject): ReportHandlers {
  const notYet = ({ runId }: { runId: string }) => {
    const run = readRun(open, runId);
    return run.ok ? refuse('unavailable', 'This version writes no reports yet.') : run;
  };
  return { 'report.csv': notYet, 'report.json': notYet, 'report.pdf': notYet };
}
