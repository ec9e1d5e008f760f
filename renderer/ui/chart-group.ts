/** Charts of one screen that belong together: what is hovered in one is emphasised in all, and a mark that is clicked shows its point, or its packet. */
import { inject, onBeforeUnmount, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue';
import type { PickedPacket } from '../../shared/charts/chart.ts';
import type { PointSummary } from '../../shared/result/point-summary.ts';

export interface ChartGroup {
  /** Label of the technique that is emphasised, or null. */
  readonly highlighted: ShallowRef<string | null>;
  readonly inspect: (point: PointSummary) => void;
  /** Shows what happened to a packet. */
  readonly follow: (packet: PickedPacket) => void;
}

const key: InjectionKey<ChartGroup> = Symbol('chart group');

/** Makes the charts below the calling component one group. */
export function provideChartGroup(parts: Omit<ChartGroup, 'highlighted'>): ChartGroup {
  const group: ChartGroup = { ...parts, highlighted: shallowRef(null) };
  provide(key, group);
  onBeforeUnmount(() => (group.highlighted.value = null));
  return group;
}

/** The group of the calling chart; null where it stands alone. */
export function useChartGroup(): ChartGroup | null {
  return inject(key, null);
}
