/** What the catalogue says of a field of a person's profile. */
import type { OwnProfile } from '../../../shared/catalogue/own-profile.ts';
import { hostFieldNames, nicFieldNames } from '../../../shared/catalogue/profile-fields.ts';
import type { Provenance } from '../../../shared/catalogue/profiles.ts';
import type { Catalogue } from '../../../shared/scenario/technique-limits.ts';

export interface BaseValue {
  readonly value: number;
  readonly source: string;
  /** Null: the source says how the value is known. */
  readonly provenance: Provenance | null;
}

/** Undefined: the catalogue has no such profile, or that no such field. */
export function baseValue({ kind, base }: OwnProfile, field: string, catalogue: Catalogue): BaseValue | undefined {
  switch (kind) {
    case 'host': {
      const host = catalogue.hostProfiles.find(({ id }) => id === base);
      const name = hostFieldNames.find((one) => one === field);
      return host && name && { value: host[name], source: host.source, provenance: null };
    }
    case 'nic': {
      const nic = catalogue.nicProfiles.find(({ id }) => id === base);
      const name = nicFieldNames.find((one) => one === field);
      return nic && name && nic[name];
    }
    case 'costs':
      return catalogue.costModels.find(({ id }) => id === base)?.parameters.find(({ name }) => name === field);
  }
}
