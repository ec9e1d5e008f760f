/** Profiles of a person's own. `hint`: what `suggestion` says. */
export const profiles = {
  noBase: {
    host: (id: string, hint: string) => `There is no host profile "${id}" to copy.${hint}`,
    nic: (id: string, hint: string) => `There is no NIC profile "${id}" to copy.${hint}`,
    costs: (id: string, hint: string) => `There is no cost model "${id}" to copy.${hint}`,
  },
  sameId: {
    host: (id: string) => `There is another host profile "${id}". Give yours an id of its own.`,
    nic: (id: string) => `There is another NIC profile "${id}". Give yours an id of its own.`,
    costs: (id: string) => `There is another cost model "${id}". Give yours an id of its own.`,
  },
  noField: {
    host: (field: string, hint: string) => `A host profile has no "${field}".${hint}`,
    nic: (field: string, hint: string) => `A NIC profile has no "${field}".${hint}`,
    costs: (field: string, hint: string) => `A cost model has no "${field}".${hint}`,
  },
  /** `range`: "1 to 512 cycles". */
  notNumberIn: (field: string, value: number, range: string) => `${field} is ${value}: give a number from ${range}.`,
  notWholeNumberIn: (field: string, value: number, range: string) => `${field} is ${value}: give a whole number from ${range}.`,
  range: (least: number, most: number) => `${least} to ${most}`,
  rangeInUnit: (least: number, most: number, unit: string) => `${least} to ${most} ${unit}`,
  /** Where the values of a copy come from that it did not change. */
  elseAs: (base: string, source: string) => `else as ${base}: ${source}`,
  full: (most: number) =>
    `The scenario has ${most} profiles of its own, the most that it holds: remove one of them (Catalogue, Mine) first.`,
};
