import { causes } from './results/causes.ts';
import { charts } from './results/charts.ts';
import { measured } from './results/measured.ts';
import { page } from './results/page.ts';
import { trust } from './results/trust.ts';
import { verdict } from './results/verdict.ts';

/** The results of a run. */
export const results = { ...page, ...verdict, ...charts, ...causes, ...measured, trust };
