/** The host as the way of packets, and what they cost on it. */
export const dataPath = {
  title: 'Data path',
  usage:
    'Receiving goes right, sending goes back below; ▼ is what is lost. Choose a part, or go from part to part with the arrow keys, for its numbers, costs and sources.',
  technique: 'Technique of the data path',
  drawingOf: (technique: string) => `Data path of ${technique}`,
  tableOf: (technique: string) => `Data path of ${technique}, table`,
  asDrawing: 'Show the data path as drawing',
  asTable: 'Show the data path as table',
  bottleneck: 'Bottleneck',
  table: {
    part: 'Part',
    meaning: 'What it is',
    heat: 'Busy or full',
    where: 'Where',
    lost: 'Lost here',
    isBottleneck: 'the bottleneck',
  },
  part: {
    detailsOf: (part: string) => `Details of ${part}`,
    spent: 'What it spends its time on',
    ofCore: (share: string) => `${share} of a core`,
    costs: 'The costs behind it',
  },
  costs: {
    range: (low: string, high: string) => `${low} to ${high}`,
    setBy: { host: 'measured on this host', scenario: 'set in the scenario' },
  },
  waterfall: {
    title: 'Cycles waterfall',
    note: 'Each column goes down from the wire to the application: a bar begins where the one before it ends. Choose a bar to see the costs that it comes from.',
    scale: 'Scale of the waterfalls',
    scales: { own: 'A scale for each', common: 'One scale' },
    nothingDelivered: 'No frame was delivered: there are no cycles per packet.',
    table: 'Cycles per packet by actor and activity',
    activity: 'Actor and activity',
    barOf: (technique: string, actor: string, activity: string, cycles: string, share: string) =>
      `${technique}, ${actor}, ${activity}: ${cycles} cycles per packet, ${share}`,
    closing: {
      cyclesPerPacket: 'Cycles for each packet',
      packetsPerSecond: '× packets per second',
      busyCycles: '= busy cycles',
      busyCores: '= cores kept busy',
      coresOf: (busy: string, all: number) => `${busy} of ${all}`,
      utilization: '= utilization',
      measured: 'measured on the cores',
    },
    closure: (frequencyGhz: string, gap: string) =>
      `A core has ${frequencyGhz} Gcycles/s. ${gap} of the cores' time is the largest difference between the last two lines: every busy cycle is a packet's, and an activity's.`,
    chosen: {
      label: 'Costs of the chosen bar',
      title: (technique: string, actor: string, activity: string) => `${technique}: ${actor}, ${activity}`,
      cycles: (cycles: string, share: string) => `${cycles} cycles for each packet, ${share} of all.`,
      polling: 'No cost parameter: what a core that polls has left.',
      setByScenario: 'No cost parameter: the scenario sets this time itself.',
    },
  },
};
