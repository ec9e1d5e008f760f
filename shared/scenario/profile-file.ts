/** Files of profiles of a person: to hand on, to keep beside scenarios, and to take into one. */
import { z } from 'zod';
import { PROFILE_FILE_FORMAT, profileFileSchema, type OwnProfile } from '../catalogue/own-profile.ts';
import { words } from '../texts/words.ts';
import type { SchemaNode } from './json-schema.ts';
import { ownProfileProblems } from './own-profiles.ts';
import { plainDataProblem } from './plain-data.ts';
import type { Problem } from './problem.ts';
import { schemaProblems } from './schema-problems.ts';
import type { Catalogue } from './technique-limits.ts';

export interface CheckedProfiles {
  readonly problems: readonly Problem[];
  /** Null when there is a problem. */
  readonly profiles: readonly OwnProfile[] | null;
}

/** Never throws, whatever the input is. */
export function checkProfileFile(input: unknown, catalogue: Catalogue): CheckedProfiles {
  const notPlain = plainDataProblem(input);
  if (notPlain) return { problems: [notPlain], profiles: null };
  const parsed = profileFileSchema.safeParse(input);
  if (!parsed.success) {
    const schema = z.toJSONSchema(profileFileSchema, { io: 'input' }) as SchemaNode;
    return {
      problems: schemaProblems(parsed.error.issues, input, { schema, title: words().problems.schema.document.file }),
      profiles: null,
    };
  }
  const { profiles } = parsed.data;
  const problems = ownProfileProblems(profiles, catalogue);
  return { problems, profiles: problems.length > 0 ? null : profiles };
}

export function profileFileText(profiles: readonly OwnProfile[]): string {
  return `${JSON.stringify({ format: PROFILE_FILE_FORMAT, version: 1, profiles }, null, 2)}\n`;
}
