/** Reports of a run, for the command line. */
export { chartFiles } from '../report/chart-files.ts';
export * from '../report/index.ts';
export { parquetReport } from '../report/parquet.ts';
export { sqliteReport } from '../report/sqlite.ts';
export { defaultDataFolder } from './data-folder.ts';
export { readKeptValidation } from './kept-validation.ts';
