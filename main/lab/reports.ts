/** Reports of a run, for the command line. */
export * from '../report/index.ts';
