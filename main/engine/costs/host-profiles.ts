/** Hosts that go with the cost models. */
import type { HostProfile } from '../../../shared/catalogue/profiles.ts';

export const hostProfiles: readonly HostProfile[] = [
  {
    id: 'opteron-250',
    title: '2 x Opteron 250',
    costModel: 'xen-2006',
    cores: 2,
    frequencyGhz: 2.4,
    source: 'AMD; the machine of Willmann et al., HPCA 2007 has one',
  },
  {
    id: 'xeon-x5570',
    title: '2 x Xeon X5570',
    costModel: 'kvm-2010',
    cores: 8,
    frequencyGhz: 2.93,
    source: 'Intel; Landau et al., WIOV 2011',
  },
  { id: 'xeon-e5-2690', title: '2 x Xeon E5-2690', costModel: 'kvm-2013', cores: 16, frequencyGhz: 2.9, source: 'Intel' },
  { id: 'xeon-e5-2697v4', title: '2 x Xeon E5-2697 v4', costModel: 'kvm-2017', cores: 36, frequencyGhz: 2.3, source: 'Intel' },
  { id: 'xeon-gold-6148', title: '2 x Xeon Gold 6148', costModel: 'kvm-2020', cores: 40, frequencyGhz: 2.4, source: 'Intel' },
];

export function findHostProfile(id: string): HostProfile | undefined {
  return hostProfiles.find((profile) => profile.id === id);
}
