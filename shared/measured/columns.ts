/** What the columns of a table of measured values mean, as a person or their names say. */
import { z } from 'zod';
import { metricNames } from '../result/schema.ts';

export const columnParts = ['value', 'low', 'high', 'ci95'] as const;
export type ColumnPart = (typeof columnParts)[number];

export const columnMeaningSchema = z.discriminatedUnion('role', [
  z.strictObject({
    role: z.literal('metric'),
    metric: z.enum(metricNames),
    /** The value itself, an end of its interval, or half the width of its 95 % interval. */
    part: z.enum(columnParts),
    /** As it is written; empty: that of the metric. */
    unit: z.string().max(20),
  }),
  /** The axis: a setting of scenarios, by its path and in its unit. */
  z.strictObject({ role: z.literal('setting'), path: z.string().min(1).max(200) }),
  /** The name of the series, as that of a technique. */
  z.strictObject({ role: z.literal('label') }),
  z.strictObject({ role: z.literal('left-out') }),
]);
export type ColumnMeaning = z.output<typeof columnMeaningSchema>;

export const describedColumnSchema = z.strictObject({
  name: z.string(),
  /** The first value in it, to know it by. */
  example: z.string(),
  /** What its name says; left out: nothing that is known. */
  meaning: columnMeaningSchema,
});
export type DescribedColumn = z.output<typeof describedColumnSchema>;

/** What a column of this meaning would be called: `deliveredPps low [Mpps]`. Empty: it is left out. */
export function columnName(meaning: ColumnMeaning): string {
  switch (meaning.role) {
    case 'metric': {
      const { metric, part, unit } = meaning;
      return [metric, part === 'value' ? '' : part, unit === '' ? '' : `[${unit}]`].filter(Boolean).join(' ');
    }
    case 'setting':
      return meaning.path;
    case 'label':
      return 'label';
    case 'left-out':
      return '';
  }
}
