import { fromSources } from '../from-sources.ts';

/** What a person types before a command: a package puts `iovlab` on the path, a checkout has the npm script `lab`. */
export const programName = fromSources ? 'lab' : 'iovlab';
