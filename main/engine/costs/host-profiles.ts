/** Hosts whose processors stand in the published experiments. Frequency is the base clock unless the source says otherwise. */
import type { HostProfile } from '../../../shared/catalogue/profiles.ts';

/** Machines on which pcie-bench measured: their sockets' PCIe and IOMMU. */
const PCIE_BENCH = 'pcie-bench data (Neugebauer et al., SIGCOMM 2018)';
const XDP_NOTES = 'netoptimizer prototype-kernel, XDP benchmark notes (ConnectX-4)';
const INTEL = 'Intel’s processor specification, from memory (unverified)';

const profiles: readonly (Omit<HostProfile, 'measured'> & Partial<HostProfile>)[] = [
  {
    id: 'xeon-2.4',
    title: 'Xeon (Pentium 4), 2.4 GHz, 1 core',
    costModel: 'xen-2005',
    cores: 1,
    frequencyGhz: 2.4,
    lastLevelCacheMib: 0.5,
    source: 'Menon et al., ATC 2006, from memory: Dell PowerEdge 1600SC with four 1GbE NICs',
  },
  {
    id: 'opteron-250',
    title: 'Opteron 250, 2.4 GHz, 2 cores',
    costModel: 'xen-2006',
    cores: 2,
    frequencyGhz: 2.4,
    lastLevelCacheMib: 1,
    source:
      'Clock: Willmann et al., HPCA 2007 (unverified), who used one CPU; a second one is assumed so that a guest has a core of its own',
  },
  {
    id: 'xeon-x5355',
    title: '2 x Xeon X5355, 2.66 GHz, 8 cores',
    costModel: 'kvm-2010',
    cores: 8,
    frequencyGhz: 2.66,
    lastLevelCacheMib: 8,
    source: `${INTEL}; the ESX 3.5 white paper names a quad-core Xeon only`,
  },
  {
    id: 'xeon-x5570',
    title: '2 x Xeon X5570, 2.93 GHz, 8 cores',
    costModel: 'kvm-2010',
    cores: 8,
    frequencyGhz: 2.93,
    lastLevelCacheMib: 8,
    source: `Clock: Landau et al., WIOV 2011. Cores: ${INTEL}`,
  },
  {
    id: 'xeon-e5-2450',
    title: '2 x Xeon E5-2450, 2.1 GHz, 16 cores',
    costModel: 'kvm-2013',
    cores: 16,
    frequencyGhz: 2.1,
    lastLevelCacheMib: 20,
    source: `Machine of Dall et al., ISCA 2016. Clock and cores: ${INTEL}`,
  },
  {
    id: 'xeon-e5-2690',
    title: '2 x Xeon E5-2690, 2.9 GHz, 16 cores',
    costModel: 'kvm-2013',
    cores: 16,
    frequencyGhz: 2.9,
    lastLevelCacheMib: 20,
    source: INTEL,
  },
  {
    id: 'xeon-e5-2690v3',
    title: '2 x Xeon E5-2690 v3, 2.6 GHz, 24 cores',
    costModel: 'kvm-2017',
    cores: 24,
    frequencyGhz: 2.6,
    lastLevelCacheMib: 30,
    source: `Machine inferred for Zhang et al., CoNEXT 2019. Clock and cores: ${INTEL}`,
  },
  {
    id: 'xeon-e5-1650v4',
    title: 'Xeon E5-1650 v4 at 3.8 GHz, 6 cores',
    costModel: 'kvm-2017',
    cores: 6,
    frequencyGhz: 3.8,
    lastLevelCacheMib: 15,
    source:
      'Høiland-Jørgensen et al., CoNEXT 2018: 3.6 GHz by name; the counters of their logs show 3.80 GHz (tohojo/xdp-paper, bench04_fwd); cores from Intel’s specification (unverified)',
  },
  {
    id: 'xeon-e5-2697v4',
    title: '2 x Xeon E5-2697 v4, 2.3 GHz, 36 cores',
    costModel: 'kvm-2017',
    cores: 36,
    frequencyGhz: 2.3,
    lastLevelCacheMib: 45,
    source: INTEL,
  },
  {
    id: 'xeon-e5-2630',
    title: '2 x Xeon E5-2630, 2.3 GHz, 12 cores (Sandy Bridge)',
    costModel: 'kvm-2013',
    cores: 12,
    frequencyGhz: 2.3,
    lastLevelCacheMib: 15,
    source: `Machine of pcie-bench. Clock, cores and cache: ${INTEL}`,
    measured: [
      {
        name: 'pcie.readLatency',
        value: 559,
        unit: 'ns',
        provenance: 'published',
        source: `${PCIE_BENCH}: 64 B read, 8 KB window, mean`,
      },
      {
        name: 'iommu.walk',
        value: 239,
        unit: 'ns',
        provenance: 'derived',
        source: `${PCIE_BENCH}: 64 B read, 64 MB window, mean with less without IOMMU`,
      },
    ],
  },
  {
    id: 'xeon-e5-2620v2',
    title: '2 x Xeon E5-2620 v2, 2.1 GHz, 12 cores (Ivy Bridge)',
    costModel: 'kvm-2013',
    cores: 12,
    frequencyGhz: 2.1,
    lastLevelCacheMib: 15,
    source: `Machine of pcie-bench. Clock, cores and cache: ${INTEL}`,
    measured: [
      {
        name: 'pcie.readLatency',
        value: 567,
        unit: 'ns',
        provenance: 'published',
        source: `${PCIE_BENCH}: 64 B read, 8 KB window, mean`,
      },
      {
        name: 'iommu.walk',
        value: 240,
        unit: 'ns',
        provenance: 'derived',
        source: `${PCIE_BENCH}: 64 B read, 64 MB window, mean with less without IOMMU`,
      },
    ],
  },
  {
    id: 'xeon-e5-2620v3',
    title: 'Xeon E5-2620 v3, 2.4 GHz, 6 cores (Haswell)',
    costModel: 'kvm-2017',
    cores: 6,
    frequencyGhz: 2.4,
    lastLevelCacheMib: 15,
    source: `Machine of pcie-bench. Clock, cores and cache: ${INTEL}`,
    measured: [
      {
        name: 'pcie.readLatency',
        value: 553,
        unit: 'ns',
        provenance: 'published',
        source: `${PCIE_BENCH}: 64 B read, 8 KB window, mean`,
      },
      {
        name: 'iommu.walk',
        value: 227,
        unit: 'ns',
        provenance: 'derived',
        source: `${PCIE_BENCH}: 64 B read, 64 MB window, mean with less without IOMMU`,
      },
      {
        name: 'memory.refresh',
        value: 260,
        unit: 'ns',
        provenance: 'derived',
        source: `JEDEC, JESD79-4: tRFC of a DDR4 device of 4 Gbit; its size from ${PCIE_BENCH}: 64 B read, 64 MB window, p99.9 866 ns, median 600`,
      },
    ],
  },
  {
    id: 'xeon-e5-2637v3',
    title: 'Xeon E5-2637 v3, 3.5 GHz, 4 cores (Haswell)',
    costModel: 'kvm-2017',
    cores: 4,
    frequencyGhz: 3.5,
    lastLevelCacheMib: 15,
    source: `Machine of pcie-bench. Clock, cores and cache: ${INTEL}`,
    measured: [
      {
        name: 'pcie.readLatency',
        value: 597,
        unit: 'ns',
        provenance: 'published',
        source: `${PCIE_BENCH}: 64 B read, 8 KB window, mean`,
      },
      {
        name: 'iommu.walk',
        value: 266,
        unit: 'ns',
        provenance: 'derived',
        source: `${PCIE_BENCH}: 64 B read, 64 MB window, mean with less without IOMMU`,
      },
      {
        name: 'memory.refresh',
        value: 260,
        unit: 'ns',
        provenance: 'derived',
        source: `JEDEC, JESD79-4: tRFC of a DDR4 device of 4 Gbit; its size from ${PCIE_BENCH}: 64 B read, 64 MB window, p99.9 906 ns, median 640`,
      },
    ],
  },
  {
    id: 'xeon-e5-2630v4',
    title: '2 x Xeon E5-2630 v4, 2.2 GHz, 20 cores (Broadwell)',
    costModel: 'kvm-2017',
    cores: 20,
    frequencyGhz: 2.2,
    lastLevelCacheMib: 25,
    source: `Machine of pcie-bench. Clock, cores and cache: ${INTEL}`,
    measured: [
      {
        name: 'pcie.readLatency',
        value: 557,
        unit: 'ns',
        provenance: 'published',
        source: `${PCIE_BENCH}: 64 B read, 8 KB window, mean`,
      },
      {
        name: 'iommu.walk',
        value: 291,
        unit: 'ns',
        provenance: 'derived',
        source: `${PCIE_BENCH}: 64 B read, 64 MB window, mean with less without IOMMU`,
      },
    ],
  },
  {
    id: 'core-i7-6700k',
    title: 'Core i7-6700K, 4.0 GHz, 4 cores (Skylake, desktop)',
    costModel: 'kvm-2017',
    cores: 4,
    frequencyGhz: 4,
    lastLevelCacheMib: 8,
    source: `Machine of the XDP benchmark notes of prototype-kernel. Cores and cache: ${INTEL}`,
    measured: [
      {
        name: 'xdp.receive',
        value: 196,
        unit: 'cycles/packet',
        provenance: 'derived',
        source: `${XDP_NOTES}: XDP_DROP without touching data 19.8 Mpps = 202 cycles - poll 400 / 64`,
      },
      {
        name: 'memory.headerMiss',
        value: 32,
        unit: 'ns',
        provenance: 'published',
        source: `${XDP_NOTES}: 1 / 12.0 - 1 / 19.8 us; by their counters the line is in the last-level cache, and has to come from there`,
      },
    ],
  },
  {
    id: 'xeon-gold-6148',
    title: '2 x Xeon Gold 6148, 2.4 GHz, 40 cores',
    costModel: 'kvm-2020',
    cores: 40,
    frequencyGhz: 2.4,
    lastLevelCacheMib: 27.5,
    source: INTEL,
  },
];

export const hostProfiles: readonly HostProfile[] = profiles.map((profile) => ({ measured: [], ...profile }));

export function findHostProfile(id: string): HostProfile | undefined {
  return hostProfiles.find((profile) => profile.id === id);
}
