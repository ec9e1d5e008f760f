/** How a reader looks at a chart, remembered: scales of its axes for the screen, what is enlarged for the run on it. Series put aside are not. */
import { computed, shallowRef, type WritableComputedRef } from 'vue';
import type { ChartView } from '../../shared/charts/chart-view.ts';
import { useLayoutStore } from '../stores/layout.ts';
import { useChartPlace } from './screen.ts';

/** Of the chart with this key in the calling component: another measure is another chart. Outside of a screen nothing outlives the component. */
export function useChartView(key: () => string): WritableComputedRef<ChartView> {
  const place = useChartPlace();
  const layout = useLayoutStore();
  const own = shallowRef<ChartView>({});
  if (!place) return computed({ get: () => own.value, set: (view) => (own.value = view) });

  const scalesKey = computed(() => `${place.screen()}: ${key()}`);
  const zoomKey = computed(() => `${place.subject()}: ${key()}`);
  return computed({
    get() {
      const [scales, zoom] = [layout.scales[scalesKey.value] ?? {}, layout.zooms[zoomKey.value] ?? {}];
      return { x: { scale: scales.x, range: zoom.x }, y: { scale: scales.y, range: zoom.y }, hidden: own.value.hidden };
    },
    set(view) {
      own.value = view;
      layout.setScales(scalesKey.value, { x: view.x?.scale, y: view.y?.scale });
      layout.setZoom(zoomKey.value, { x: view.x?.range, y: view.y?.range });
    },
  });
}
