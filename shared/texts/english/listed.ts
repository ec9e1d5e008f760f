import { listsOf } from '../lists.ts';

/** British: no comma before "and". */
export const listed = listsOf('en-GB');
