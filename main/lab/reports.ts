/** Reports of a run, for the ways to reach the lab. */
export { csvReport, jsonReport, pdfReport } from '../report/index.ts';
