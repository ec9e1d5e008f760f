/** Documents that are not worth a closer look. */
export const plainData = {
  nested: (levels: number) => `Nested deeper than ${levels} levels: this is not a scenario.`,
  large: (values: number) => `More than ${values} values: this is not a scenario. Shorten its lists.`,
  forbiddenField: (field: string) => `A field may not be called \`${field}\`. Remove it.`,
};
