import { common } from './charts/common.ts';
import { inside } from './charts/inside.ts';
import { methods } from './charts/methods.ts';
import { metric } from './charts/metric.ts';

/** Titles, axes, notes and summaries of charts. Figures come in already written. */
export const charts = { common, inside, methods, metric };
