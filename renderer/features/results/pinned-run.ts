/** The run that is pinned as the baseline of its project: drawn behind the results of the others, and what differences are to. */
import { computed, watch, type ComputedRef } from 'vue';
import { measuredPoints } from '../../../shared/charts/point-series.ts';
import type { PointPlace, PointSummary } from '../../../shared/result/point-summary.ts';
import type { PointResult } from '../../../shared/result/schema.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { readSetting } from '../../../shared/scenario/settings.ts';
import { useLayoutStore } from '../../stores/layout.ts';
import { useProjectStore } from '../../stores/project.ts';
import { useOtherRun } from './other-run.ts';
import type { ChosenSetting } from './setting-choice.ts';

interface PinnedRun {
  /** Whether the run on show is the pinned one. */
  readonly isThis: ComputedRef<boolean>;
  /** Of the other run, when one is pinned and is read; else null. */
  readonly scenario: ComputedRef<Scenario | null>;
  /** Of a large run those around the setting on show. */
  readonly points: ComputedRef<readonly PointSummary[]>;
  /** Those that fit the setting on show. */
  readonly here: ComputedRef<readonly PointResult[]>;
  /** Pins the run on show, or lets it go. */
  toggle(): void;
  /** Lets the pinned run go. */
  unpin(): void;
}

/** What the run on show shows. */
interface OnShow {
  readonly scenario: Scenario;
  readonly chosen: ChosenSetting;
}

export function usePinnedRun(runId: string, onShow: () => OnShow | null): PinnedRun {
  const layout = useLayoutStore();
  const project = useProjectStore();

  const projectId = computed(() => project.state?.projectId ?? '');
  const pinnedId = computed(() => {
    const wanted = layout.pinned[projectId.value];
    return wanted !== undefined && project.runOf(wanted) ? wanted : undefined;
  });
  watch(
    () => layout.pinned[projectId.value],
    (wanted) => wanted !== undefined && project.know(wanted),
    { immediate: true },
  );
  const isThis = computed(() => pinnedId.value === runId);

  const pinned = useOtherRun(
    () => (isThis.value ? undefined : pinnedId.value),
    {},
    (run) => {
      watch(
        onShow,
        (now) => {
          // The run on show comes first.
          if (!now) return;
          if (run.open.value) run.chosen.value = fittingSetting(run.open.value.places, now);
          else void run.load((_axes, places) => fittingSetting(places, now));
        },
        { immediate: true },
      );
    },
  );
  const read = computed(() => (pinned.value?.isRead.value ? pinned.value : null));

  return {
    isThis,
    scenario: computed(() => read.value?.open.value?.head.scenario ?? null),
    points: computed(() => read.value?.shown.value.around ?? []),
    here: computed(() => {
      const whole = read.value?.open.value?.whole;
      return whole ? pinnedPointsAt(whole.points, onShow()?.chosen ?? {}) : measuredPoints(read.value?.shown.value.here ?? []);
    }),
    toggle: () => layout.pin(projectId.value, isThis.value ? null : runId),
    unpin: () => layout.pin(projectId.value, null),
  };
}

/** The setting of the pinned run that the one on show is compared with: its own values, and where it did not vary what the pinned run did, those of its scenario. */
export function fittingSetting(places: readonly PointPlace[], onShow: OnShow): ChosenSetting {
  const paths = Object.keys(places[0]?.settings ?? {});
  return Object.fromEntries(
    paths.flatMap((path) => {
      const value = onShow.chosen[path] ?? readSetting(onShow.scenario, path);
      return value === undefined ? [] : [[path, value]];
    }),
  );
}

/** Points of the pinned run that fit a setting of the run on show; what the pinned run did not vary, it has one value of. */
export function pinnedPointsAt<Point extends PointSummary>(points: readonly Point[], chosen: ChosenSetting): readonly Point[] {
  const wanted = Object.entries(chosen);
  return measuredPoints(points).filter(({ settings }) => wanted.every(([path, value]) => !(path in settings) || settings[path] === value));
}
