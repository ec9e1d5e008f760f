/** What a table of points asks of the lab: the order that a column stands for, and the rows that are looked for as they are shown. */
import type { PointOrder, PointQuery } from '../../../shared/contract/point-query.ts';
import { formatLocale } from '../../../shared/number-format.ts';
import { metricNames } from '../../../shared/result/schema.ts';
import { settingKey } from '../../../shared/result/tables.ts';
import { spokenLanguage } from '../../../shared/texts/words.ts';
import type { RowQuery } from '../../ui/index.ts';

const ofSetting = settingKey('');

/** Null where the lab cannot sort by the column. */
export function pointOrderOf(key: string, descending: boolean): PointOrder | null {
  if (key === 'technique' || key === 'replications') return { by: key, descending };
  if (key.startsWith(ofSetting)) return { by: 'setting', path: key.slice(ofSetting.length), descending };
  const metric = metricNames.find((name) => name === key);
  return metric === undefined ? null : { by: 'metric', metric, descending };
}

/** The rows of a table of points, with figures and words as the page shows them now. */
export function pointPage({ filter, order, offset, limit }: RowQuery): Partial<PointQuery> {
  return {
    words: filter,
    locale: formatLocale(),
    language: spokenLanguage(),
    order: order && pointOrderOf(order.key, order.descending),
    offset,
    limit,
  };
}
