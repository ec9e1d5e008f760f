const disjunction = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** What a scenario is made of. */
export const scenario = {
  /** A new one. */
  first: {
    name: 'First comparison',
    description:
      'Eight VMs receive 1,518-byte frames through one 10GbE port at 80 % of its rate. Which technique delivers them, and at what cost?',
  },
  range: (fewest: string, most: string) => `${fewest} to ${most}`,
  /** "constant, poisson or on-off". */
  either: (kinds: readonly string[]) => disjunction.format(kinds),
  frames: (bytes: string) => `${bytes} bytes`,
  methods: {
    'rfc2544-throughput': 'RFC 2544 throughput',
    'rfc2544-latency': 'RFC 2544 latency',
    'rfc2544-frame-loss': 'RFC 2544 frame loss rate',
    'rfc2544-back-to-back': 'RFC 2544 back-to-back frames',
    'rfc2544-recovery': 'RFC 2544 system recovery',
    mlrsearch: 'MLRsearch (NDR and PDR)',
    'vm-scaling': 'Scaling with the number of VMs',
    'noisy-neighbour': 'Noisy neighbour',
    fairness: 'Fairness',
  },
};
