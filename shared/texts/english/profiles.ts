/** What is wrong with a profile of a person, or with a value that has a source. */
export const profiles = {
  id: 'An id starts with a letter or digit and has at most 64 letters, digits, ".", "_" or "-".',
  outsideRange: (name: string, value: string, low: string, high: string) =>
    `${name} is ${value}, outside its range from ${low} to ${high}: correct the value or the range.`,
};
