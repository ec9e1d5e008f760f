import { constraints } from './problems/constraints.ts';
import { measuring } from './problems/measuring.ts';
import { method } from './problems/method.ts';
import { placement } from './problems/placement.ts';
import { plainData } from './problems/plain-data.ts';
import { profiles } from './problems/profiles.ts';
import { recordings } from './problems/recordings.ts';
import { references } from './problems/references.ts';
import { schema } from './problems/schema.ts';
import { settings } from './problems/settings.ts';
import { stopping } from './problems/stopping.ts';
import { sweep } from './problems/sweep.ts';
import { techniques } from './problems/techniques.ts';

/** What is wrong with a scenario or another document, and what to do about it. */
export const problems = {
  constraints,
  measuring,
  method,
  placement,
  plainData,
  profiles,
  recordings,
  references,
  schema,
  settings,
  stopping,
  sweep,
  techniques,
  /** Behind the sentence that names something that is not there. `names`: in `back quotes`. */
  suggestion: {
    near: (name: string) => ` Did you mean ${name}?`,
    allowed: (names: string) => ` Allowed: ${names}.`,
  },
};
