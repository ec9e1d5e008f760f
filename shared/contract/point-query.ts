/** Which points of a run a page of them shows, and in what order. */
import { z } from 'zod';
import { metricNames } from '../result/schema.ts';
import { settingValueSchema } from '../scenario/schema.ts';
import { languageTags, words } from '../texts/words.ts';

/** Points of a page at most: some hundred kilobytes to a megabyte. */
export const MOST_POINTS_OF_PAGE = 500;
/** Whole points at once at most: all techniques at some settings. */
export const MOST_WHOLE_POINTS = 64;

const settingPath = z
  .string()
  .max(200)
  .regex(/^[^"\\]+$/, { error: () => words().contract.quotedSetting });

const localeTag = z
  .string()
  .max(50)
  .refine(
    (tag) => {
      try {
        return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
      } catch {
        return false;
      }
    },
    { error: () => words().contract.unknownLocale },
  );

export const pointOrderSchema = z.union([
  z.strictObject({ by: z.enum(['technique', 'replications']), descending: z.boolean() }),
  z.strictObject({ by: z.literal('metric'), metric: z.enum(metricNames), descending: z.boolean() }),
  z.strictObject({ by: z.literal('setting'), path: settingPath, descending: z.boolean() }),
]);
export type PointOrder = z.output<typeof pointOrderSchema>;

export const pointQuerySchema = z.strictObject({
  /** Only points with these settings, by path. */
  settings: z.record(settingPath, settingValueSchema).default({}),
  /** Only points of these technique labels; null: of all. */
  techniques: z.array(z.string().max(200)).max(64).nullable().default(null),
  /** Only points in which each of these words stands, whatever the case: in a cell of the table of points, as it is shown. */
  words: z.string().max(200).default(''),
  /** BCP 47 tag of the locale in which the table is shown. */
  locale: localeTag.default('en-GB'),
  /** In which it is worded. */
  language: z.enum(languageTags).default('en'),
  /** Points without the value come last, equal ones in the order of the plan; null: all in the order of the plan. */
  order: pointOrderSchema.nullable().default(null),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(MOST_POINTS_OF_PAGE).default(MOST_POINTS_OF_PAGE),
});
export type PointQuery = z.output<typeof pointQuerySchema>;
