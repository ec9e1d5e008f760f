/** Options of the commands that give the result of a run: how it is printed, and into which folder it goes besides. */
export const resultOptions = {
  json: { type: 'boolean', description: 'Prints the whole result as one JSON object.' },
  csv: { type: 'boolean', description: 'Prints the table of points as CSV.' },
  out: {
    type: 'string',
    takes: 'DIR',
    description: 'Also writes every table (CSV) and the whole result (JSON) into a folder; with --csv or --json only those.',
  },
} as const;
