/** The run that is pinned as the baseline of its project: drawn behind the results of the others, and what differences are to. */
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { measuredPoints } from '../../../shared/charts/point-series.ts';
import type { PointSummary } from '../../../shared/result/point-summary.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import { useLayoutStore } from '../../stores/layout.ts';
import { useProjectStore } from '../../stores/project.ts';
import { useRunsStore } from '../../stores/runs.ts';
import type { ChosenSetting } from './setting-choice.ts';

interface PinnedRun {
  /** Whether the run on show is the pinned one. */
  readonly isThis: ComputedRef<boolean>;
  /** The other run, when one is pinned and can be read. */
  readonly result: ShallowRef<RunResult | null>;
  /** Pins the run on show, or lets it go. */
  toggle(): void;
  /** Lets the pinned run go. */
  unpin(): void;
}

export function usePinnedRun(runId: string): PinnedRun {
  const layout = useLayoutStore();
  const project = useProjectStore();
  const runs = useRunsStore();
  const result = shallowRef<RunResult | null>(null);

  const projectId = computed(() => project.state?.projectId ?? '');
  const pinnedId = computed(() => {
    const wanted = layout.pinned[projectId.value];
    return project.runs.some((run) => run.runId === wanted) ? wanted : undefined;
  });
  const isThis = computed(() => pinnedId.value === runId);

  watch(
    pinnedId,
    async (wanted) => {
      result.value = null;
      if (wanted === undefined || wanted === runId) return;
      const reply = await runs.load(wanted);
      // Another may have been pinned meanwhile.
      if (reply.ok && pinnedId.value === wanted) result.value = reply.value;
    },
    { immediate: true },
  );

  return {
    isThis,
    result,
    toggle: () => layout.pin(projectId.value, isThis.value ? null : runId),
    unpin: () => layout.pin(projectId.value, null),
  };
}

/** Points of the pinned run that fit a setting of the run on show; what the pinned run did not vary, it has one value of. */
export function pinnedPointsAt<Point extends PointSummary>(points: readonly Point[], chosen: ChosenSetting): readonly Point[] {
  const wanted = Object.entries(chosen);
  return measuredPoints(points).filter(({ settings }) => wanted.every(([path, value]) => !(path in settings) || settings[path] === value));
}
