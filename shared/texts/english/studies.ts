import { listed } from './listed.ts';
import { plural } from './plural.ts';

/** What was asked about points beyond their figures: what they depend on, what settings and costs do. */
export const studies = {
  /** Why the points of a benchmark method are not studied. */
  foundLoads: 'The loads of this run were found by trials, and a changed machine would have others.',
  costs: {
    /** Percent at the low and at the high end of the range, with signs. */
    change: (low: string, high: string) => `${low} to ${high} %`,
    used: (technique: string, costs: number, assumed: number, unverified: number) =>
      `${technique} uses ${costs} uncertain ${plural(costs, { one: 'cost', other: 'costs' })}: ${assumed} assumed, ${unverified} unverified.`,
    noneMatters: 'None of them changes its figures by half a percent.',
    weakOfImportant: (important: number, weak: number) =>
      `Of the ${important} that matter most, ${weak} ${plural(weak, { one: 'is', other: 'are' })} assumed or unverified.`,
  },
  parameters: {
    noneMatters: (factors: number, technique: string) => `None of ${factors} settings and costs changes ${technique} by a percent.`,
    mattersMost: (technique: string, paths: readonly string[]) => `${technique} depends most on ${listed(paths)}.`,
    noneInteracts: (important: number) => `None of the ${important} that matter most interacts with others.`,
    interact: (paths: readonly string[]) => `The effect depends on the other settings, or is not linear, for ${listed(paths)}.`,
    moreInteract: (paths: readonly string[], more: number) =>
      `The effect depends on the other settings, or is not linear, for ${listed(paths)} and ${more} more.`,
  },
};
