/** What a schema complains of. `field`: "`count`" or the document; `value` and `wanted`: noun phrases; `hint`: what `suggestion` says. */
export const schema = {
  document: { scenario: 'The scenario', file: 'The file' },
  unknownField: (field: string) => `Unknown field \`${field}\`. Remove it.`,
  misspeltField: (field: string, hint: string) => `Unknown field \`${field}\`.${hint}`,
  missing: (field: string, wanted: string) => `${field} is missing: give ${wanted}.`,
  empty: (field: string, wanted: string) => `${field} is empty: give ${wanted}.`,
  small: (field: string, value: string, wanted: string) => `${field} is ${value}, too small: give ${wanted}.`,
  large: (field: string, value: string, wanted: string) => `${field} is ${value}, too large: give ${wanted}.`,
  wrong: (field: string, value: string, wanted: string) => `${field} is ${value}: give ${wanted}.`,
  wrongWord: (field: string, value: string, hint: string) => `${field} is ${value}.${hint}`,
  /** `rule`: a sentence. */
  malformed: (field: string, value: string, rule: string) => `${field} is ${value}. ${rule}`,
  invalid: (field: string, problem: string) => `${field} is not valid: ${problem}.`,
  /** Rules of the scenario's schema. */
  rules: {
    name: 'A name starts with a letter or digit and has at most 64 letters, digits, spaces, ".", "_" or "-".',
    quantiles: 'Quantiles ascend, and the last is above 0.',
    capturePath: 'Give the path of a capture in the folder of the scenario or below, with / between its parts.',
    digest: 'A SHA-256 digest has 64 digits: 0 to 9 and a to f.',
  },
  wanted: {
    somethingElse: 'something else',
    oneOf: (words: string) => `one of ${words}`,
    either: (alternatives: readonly string[]) => alternatives.join(' or '),
    object: 'an object',
    objectWithKind: 'an object with a `kind`',
    wholeNumber: 'a whole number',
    wholeNumberIn: (range: string) => `a whole number ${range}`,
    number: 'a number',
    numberIn: (range: string) => `a number ${range}`,
    text: 'text',
    textOf: (fewest: number, most: number) => `text of ${fewest} to ${most} characters`,
    boolean: 'true or false',
    list: 'a list',
    listOf: (fewest: number, most: number) => `a list of ${fewest} to ${most} items`,
    /** `unit`: "microseconds". */
    inUnit: (wanted: string, unit: string) => `${wanted} (${unit})`,
  },
  /** Behind "a number". */
  range: {
    above: (bound: number) => `above ${bound}`,
    aboveAndAtMost: (bound: number, most: number) => `above ${bound} and at most ${most}`,
    between: (least: number, most: number) => `from ${least} to ${most}`,
    atLeast: (least: number) => `of at least ${least}`,
  },
  value: {
    list: (items: number) => `a list of ${items}`,
    object: 'an object',
    other: (type: string) => `a ${type}`,
  },
};
