/** The page's own names for its controls. Nothing outside this folder knows the kit behind them. */
import { defineAsyncComponent } from 'vue';

export {
  ElAlert as UiAlert,
  ElButton as UiButton,
  ElCollapse as UiCollapse,
  ElCollapseItem as UiCollapseItem,
  ElInput as UiInput,
  ElProgress as UiProgress,
  ElSkeleton as UiSkeleton,
  ElTabPane as UiTabPane,
  ElTag as UiTag,
} from 'element-plus';
/** Fetched with the first chart: the chart library is half of the page. */
export const UiChart = defineAsyncComponent(() => import('./chart.vue'));
export { provideChartGroup } from './chart-group.ts';
export { default as UiCheck } from './check.vue';
export { default as UiChoice } from './choice.vue';
export { default as UiConfiguration } from './configuration.vue';
export { default as UiContents } from './contents.vue';
export { default as UiDataTable } from './data-table.vue';
export { default as UiDialog } from './dialog.vue';
export { default as UiField } from './field.vue';
export { default as UiFileButton } from './file-button.vue';
export { default as UiIcon } from './icon.vue';
/** Fetched when it is first shown. */
export const UiJsonEditor = defineAsyncComponent(() => import('./json-editor.vue'));
export { default as UiMarkedText } from './marked-text.vue';
export { default as UiNumber } from './number.vue';
export { default as UiPanel } from './panel.vue';
export { default as UiScrollTable } from './scroll-table.vue';
export { default as UiSection } from './section.vue';
export { default as UiSelect } from './select.vue';
export { default as UiSlider } from './slider.vue';
export { default as UiSplit } from './split.vue';
export { default as UiTabs } from './tabs.vue';
export { default as UiVirtualList } from './virtual-list.vue';
export { optionsFrom } from './options.ts';
export { provideScreen, useScreenPart } from './screen.ts';
export type { SliderScale } from './slider-scale.ts';
export type { FieldControl, FieldProblem, SelectOption, TextChoice, TextMarking } from './types.ts';
export { usePagedRows, type ReadRows, type RowQuery } from './paged-rows.ts';
export type { DataColumn, DataRow } from './table-order.ts';
