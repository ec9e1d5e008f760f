/** Hosts whose processors stand in the published experiments. Frequency is the base clock unless the source says otherwise. */
import type { HostProfile } from '../../../shared/catalogue/profiles.ts';

const INTEL = 'Intel’s processor specification, from memory (unverified)';

export const hostProfiles: readonly HostProfile[] = [
  {
    id: 'opteron-250',
    title: 'Opteron 250, 2.4 GHz, 2 cores',
    costModel: 'xen-2006',
    cores: 2,
    frequencyGhz: 2.4,
    source:
      'Clock: Willmann et al., HPCA 2007 (unverified), who used one CPU; a second one is assumed so that a guest has a core of its own',
  },
  {
    id: 'xeon-x5355',
    title: '2 x Xeon X5355, 2.66 GHz, 8 cores',
    costModel: 'kvm-2010',
    cores: 8,
    frequencyGhz: 2.66,
    source: `${INTEL}; the ESX 3.5 white paper names a quad-core Xeon only`,
  },
  {
    id: 'xeon-x5570',
    title: '2 x Xeon X5570, 2.93 GHz, 8 cores',
    costModel: 'kvm-2010',
    cores: 8,
    frequencyGhz: 2.93,
    source: `Clock: Landau et al., WIOV 2011. Cores: ${INTEL}`,
  },
  {
    id: 'xeon-e5-2450',
    title: '2 x Xeon E5-2450, 2.1 GHz, 16 cores',
    costModel: 'kvm-2013',
    cores: 16,
    frequencyGhz: 2.1,
    source: `Machine of Dall et al., ISCA 2016. Clock and cores: ${INTEL}`,
  },
  {
    id: 'xeon-e5-2690',
    title: '2 x Xeon E5-2690, 2.9 GHz, 16 cores',
    costModel: 'kvm-2013',
    cores: 16,
    frequencyGhz: 2.9,
    source: INTEL,
  },
  {
    id: 'xeon-e5-2690v3',
    title: '2 x Xeon E5-2690 v3, 2.6 GHz, 24 cores',
    costModel: 'kvm-2017',
    cores: 24,
    frequencyGhz: 2.6,
    source: `Machine inferred for Zhang et al., CoNEXT 2019. Clock and cores: ${INTEL}`,
  },
  {
    id: 'xeon-e5-1650v4',
    title: 'Xeon E5-1650 v4, 3.6 GHz, 6 cores',
    costModel: 'kvm-2017',
    cores: 6,
    frequencyGhz: 3.6,
    source: 'Høiland-Jørgensen et al., CoNEXT 2018; cores from Intel’s specification (unverified)',
  },
  {
    id: 'xeon-e5-2697v4',
    title: '2 x Xeon E5-2697 v4, 2.3 GHz, 36 cores',
    costModel: 'kvm-2017',
    cores: 36,
    frequencyGhz: 2.3,
    source: INTEL,
  },
  {
    id: 'xeon-gold-6148',
    title: '2 x Xeon Gold 6148, 2.4 GHz, 40 cores',
    costModel: 'kvm-2020',
    cores: 40,
    frequencyGhz: 2.4,
    source: INTEL,
  },
];

export function findHostProfile(id: string): HostProfile | undefined {
  return hostProfiles.find((profile) => profile.id === id);
}
