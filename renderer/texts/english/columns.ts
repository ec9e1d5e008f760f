/** Columns of a table of measured values whose names do not say what they hold. */
export const columns = {
  title: (file: string) => `Columns of ${file}`,
  note: 'The names of some columns do not say what they hold. Say it, or leave them out.',
  table: 'Columns and what they mean',
  column: 'Column',
  example: 'First value',
  meaning: 'Meaning',
  part: 'Part',
  unit: 'Unit',
  meaningOf: (column: string) => `Meaning of ${column}`,
  partOf: (column: string) => `Part of ${column}`,
  unitOf: (column: string) => `Unit of ${column}`,
  meanings: { metrics: 'Metrics', settings: 'Settings of the run', leftOut: 'Left out', label: 'Technique or name of the series' },
  parts: { value: 'Value', low: 'Lower end of its interval', high: 'Upper end of its interval', ci95: 'Half of its 95 % interval' },
  noMetric: 'Choose a metric for one column at least.',
  cancel: 'Cancel',
  add: 'Lay beside the run',
};
