/** The order of points that a column of their table stands for, as the lab sorts them. */
import type { PointOrder } from '../../../shared/contract/point-query.ts';
import { metricNames } from '../../../shared/result/schema.ts';
import { settingKey } from '../../../shared/result/tables.ts';

const ofSetting = settingKey('');

/** Null where the lab cannot sort by the column. */
export function pointOrderOf(key: string, descending: boolean): PointOrder | null {
  if (key === 'technique' || key === 'replications') return { by: key, descending };
  if (key.startsWith(ofSetting)) return { by: 'setting', path: key.slice(ofSetting.length), descending };
  const metric = metricNames.find((name) => name === key);
  return metric === undefined ? null : { by: 'metric', metric, descending };
}
