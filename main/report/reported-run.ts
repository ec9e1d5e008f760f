/** What a report is of. */
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import type { ReportSectionId } from '../../shared/report/sections.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import type { KeptValidation } from '../../shared/validation/report.ts';

export interface ReportedRun {
  readonly result: RunResult;
  readonly summary: RunSummary;
  /** Of the run's engine; null when none is kept. */
  readonly validation: KeptValidation | null;
  /** Laid beside the run. */
  readonly measurements: readonly KeptMeasurement[];
}

/** A run and what of it is wanted. */
export interface ReportOrder extends ReportedRun {
  /** Those that have nothing to tell of the run are left out. */
  readonly sections: readonly ReportSectionId[];
}
