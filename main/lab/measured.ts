/** Files of measuring tools, for the command line. */
export { readMeasured } from '../measured/read-measured.ts';
