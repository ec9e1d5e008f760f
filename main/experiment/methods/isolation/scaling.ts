/** Throughput against the number of VMs, up to the knee: the number beyond which more VMs no longer bring much more. */
import type { MeasurementOf } from '../../../../shared/result/measurement.ts';
import { jainIndex } from '../../statistics/jain.ts';
import type { GoalResult } from '../mlrsearch/search.ts';
import type { TrialResult } from '../trial-measurer.ts';

export type ScalingStep = MeasurementOf<'vm-scaling'>['steps'][number];

export interface ScalingTest {
  /** Ascending. */
  readonly counts: readonly number[];
  /** The knee: the throughput grows by less than this share of the growth of the VMs. */
  readonly kneeThreshold: number;
  /** Throughput with so many VMs, and a trial at it, null where no load has a result; or why so many cannot be had. */
  readonly measureAt: (
    vms: number,
  ) => Promise<{ readonly found: GoalResult; readonly trial: TrialResult | null } | { readonly refusal: string }>;
}

export interface MeasuredScaling {
  readonly steps: ScalingStep[];
  readonly kneeVms: number | null;
  /** Why there are no steps with more VMs; null when it ended at the knee or at the last. */
  readonly limit: string | null;
}

/** Ends one step behind the knee: what comes later has less still to gain. */
export async function measureScaling({ counts, kneeThreshold, measureAt }: ScalingTest): Promise<MeasuredScaling> {
  const steps: ScalingStep[] = [];
  for (const vms of counts) {
    const measured = await measureAt(vms);
    if ('refusal' in measured) return { steps, kneeVms: null, limit: `${vms} VMs cannot be had: ${measured.refusal}` };
    const { found, trial } = measured;
    const shares = (trial?.shares ?? []).filter(({ offeredFrames }) => offeredFrames > 0);
    const before = steps.at(-1);
    steps.push({
      vms,
      throughputPps: found.throughputPps,
      jainIndex: jainIndex(shares.map(({ receivedFrames, offeredFrames }) => receivedFrames / offeredFrames)),
      scaling: before ? scalingOf(before, vms, found.throughputPps) : null,
    });
    const scaling = steps.at(-1)?.scaling ?? null;
    if (before && scaling !== null && scaling < kneeThreshold) return { steps, kneeVms: before.vms, limit: null };
  }
  return { steps, kneeVms: null, limit: null };
}

/** Growth of the throughput over that of the VMs: 1 is linear, 0 is none. */
function scalingOf(before: ScalingStep, vms: number, throughputPps: number | null): number {
  if (before.throughputPps === null || before.throughputPps === 0 || throughputPps === null) return 0;
  return (throughputPps / before.throughputPps - 1) / (vms / before.vms - 1);
}
