/** What the charts of a group emphasise together: lines by the chart library, rows by a mark over them. */
import { computed, onBeforeUnmount, watch, type ComputedRef, type Ref } from 'vue';
import type { Chart } from '../../shared/charts/chart.ts';
import type { ChartGroup } from './chart-group.ts';

/** As far as it is used of a drawn chart. */
interface Drawing {
  dispatchAction(action: object): void;
  convertToPixel(finder: object, value: number): number | number[];
  convertFromPixel(finder: object, value: number): number | number[];
}

interface ChartEmphasis {
  readonly row: ComputedRef<{ readonly top: string; readonly height: string } | null>;
  enter(mark: { readonly componentType?: string; readonly seriesName?: string }): void;
  move(event: PointerEvent): void;
  leave(): void;
}

export function useChartEmphasis(
  drawing: Readonly<Ref<Drawing | null>>,
  chart: Readonly<Ref<Chart>>,
  group: ChartGroup | null,
): ChartEmphasis {
  /** Set here, not by another chart: the library emphasises what is under the pointer itself. */
  let isOwn = false;

  const rows = computed(() => (chart.value.rows.length > 0 ? chart.value.rows : null));
  const highlighted = computed(() => group?.highlighted.value ?? null);

  function show(technique: string | null): void {
    if (!group) return;
    isOwn = technique !== null;
    group.highlighted.value = technique;
  }

  watch(highlighted, (technique) => {
    if (rows.value || isOwn) {
      if (technique === null) isOwn = false;
      return;
    }
    const wanted = chart.value.legend.filter((entry) => technique !== null && entry.technique === technique).map(({ name }) => name);
    drawing.value?.dispatchAction({ type: 'downplay' });
    if (wanted.length > 0) drawing.value?.dispatchAction({ type: 'highlight', seriesName: wanted });
  });

  const row = computed(() => {
    const technique = highlighted.value;
    if (technique === null || !rows.value || !drawing.value) return null;
    const index = rows.value.findIndex((entry) => entry.technique === technique);
    if (index < 0) return null;
    const [centre, next] = [index, index + 1].map((at) => placeOf(drawing.value, at));
    if (centre === undefined || next === undefined) return null;
    const height = Math.abs(next - centre);
    return { top: `${centre - height / 2}px`, height: `${height}px` };
  });

  onBeforeUnmount(() => isOwn && show(null));
  return {
    row,
    enter({ componentType, seriesName = '' }) {
      if (componentType === 'series' && !rows.value) show(chart.value.legend.find(({ name }) => name === seriesName)?.technique ?? null);
    },
    move(event) {
      if (!rows.value || !group || !(event.currentTarget instanceof HTMLElement)) return;
      const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
      const index = Number(drawing.value?.convertFromPixel({ yAxisIndex: 0 }, y));
      const technique = rows.value[Math.round(index)]?.technique ?? null;
      if (technique !== highlighted.value) show(technique);
    },
    leave() {
      if (isOwn) show(null);
    },
  };
}

/** Middle of a row, px from the top of the chart. */
function placeOf(drawing: Drawing | null, row: number): number | undefined {
  const place = drawing?.convertToPixel({ yAxisIndex: 0 }, row);
  return typeof place === 'number' && Number.isFinite(place) ? place : undefined;
}
