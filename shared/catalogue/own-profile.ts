/**
 * Profiles of a person: each is a copy of a profile of the catalogue with values changed, and says of every change where it comes from. They stand in the
 * scenario that uses them, and in files of their own.
 */
import { z } from 'zod';
import { words } from '../texts/words.ts';
import { valueSourceSchema } from './profiles.ts';

export const profileKinds = ['host', 'nic', 'costs'] as const;
export type ProfileKind = (typeof profileKinds)[number];

export const changedValueSchema = z.strictObject({
  value: z.number().min(0).max(1e9).describe('In the unit of the field.'),
  ...valueSourceSchema.shape,
});
/** A value in place of the catalogue's, with where it comes from. */
export type ChangedValue = z.output<typeof changedValueSchema>;

export const ownProfileSchema = z
  .strictObject({
    kind: z.enum(profileKinds).describe('What it is a profile of; costs: a cost model.'),
    id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: () => words().profiles.id })
      .describe('By which host.profile, nic.profile or costModel names it.'),
    title: z.string().min(1).max(120).describe('Name for people.'),
    base: z.string().max(64).describe('Profile of the catalogue that it is a copy of: supplies what is not changed (see `lab profiles`).'),
    changes: z
      .record(z.string().max(100), changedValueSchema)
      .default({})
      .describe('Values in place of those of the base, by field (lineRateGbps, cores) or cost (vm.exit).'),
  })
  .describe('A profile of your own.');
export type OwnProfile = z.output<typeof ownProfileSchema>;

export const MOST_OWN_PROFILES = 64;
export const ownProfilesSchema = z.array(ownProfileSchema).max(MOST_OWN_PROFILES);

export const PROFILE_FILE_FORMAT = 'iovlab-profiles';
/** A file of profiles, to hand on and to import. */
export const profileFileSchema = z.strictObject({
  format: z.literal(PROFILE_FILE_FORMAT),
  version: z.literal(1),
  profiles: ownProfilesSchema,
});
