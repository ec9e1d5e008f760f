/** Charts of what goes on inside the techniques at one setting. */
export const inside = {
  /** Of stacked bars: `values` is "sriov 3,000, most for exits (1,200); native none". */
  stacked: {
    summary: (title: string, values: string) => `${title}: ${values}.`,
    value: (label: string, whole: string, largest: string, value: string) => `${label} ${whole}, most for ${largest} (${value})`,
    none: (label: string) => `${label} none`,
    part: (row: string, part: string, value: string, percent: number) => `${row}, ${part}: ${value} (${percent} %)`,
    more: (count: number) => `and ${count} more`,
  },
  cycles: {
    titles: { actor: 'Cycles per packet by actor', activity: 'Cycles per packet by activity' },
    axis: 'Busy cycles for each delivered frame',
    nothing: 'No frame was delivered: there are no cycles per packet.',
    spent: (actor: string, activity: string, cycles: string) => `${actor}, ${activity}: ${cycles}`,
  },
  drops: { title: 'Drops by place', axis: 'Lost, frames per second (pps)' },
  stages: { title: 'Latency by stage', axes: { share: 'Share of the mean latency', time: 'Mean time of a frame' } },
  utilization: {
    title: 'Utilization of resources',
    /** `values`: "sriov guest cores 60 %; …". */
    summary: (values: string) => `Utilization, busiest resource of each technique: ${values}.`,
    value: (label: string, resource: string, share: string) => `${label} ${resource} ${share}`,
    none: (label: string) => `${label} none`,
    nothing: 'There are no figures of resources.',
    busiestCore: 'Of several cores of one purpose, the busiest is shown. A polling core is always busy, with or without frames.',
    columns: { resource: 'Resource', utilization: 'Utilization', note: 'Note' },
    cores: 'cores',
    /** `purpose`: "guest", "network". */
    coresOf: (purpose: string) => `${purpose} cores`,
    share: (row: string, resource: string, share: string) => `${row}, ${resource}: ${share}`,
    shares: (row: string, resource: string, busiest: string, members: number, mean: string) =>
      `${row}, ${resource}: ${busiest}, mean of ${members}: ${mean}`,
  },
  fairness: {
    titles: { 'of-total': 'Share of each VM in the delivered frames', 'of-demand': 'Delivered share of each VM’s demand' },
    /** `values`: "sriov 97 % to 100 %, Jain’s index 0.999; …". */
    summaries: {
      'of-total': (values: string) => `Share of each VM in the delivered frames: ${values}.`,
      'of-demand': (values: string) => `Share of its demand that each VM gets: ${values}.`,
    },
    value: (label: string, shares: string, index: string) => `${label} ${shares}, Jain’s index ${index}`,
    noShares: 'nothing',
    nothing: 'There are no figures of VMs.',
    index: 'Jain’s index',
    row: (label: string, index: string) => `${label}, Jain ${index}`,
    share: (row: string, vm: string, delivered: string, offered: string) => `${row}, ${vm}: ${delivered} of ${offered} offered`,
  },
  warmup: {
    title: 'Warm-up',
    /** `values`: "sriov 1 ms to 2 ms; …". */
    summary: (values: string) => `Latency along the run, averaged over the replications. Left out as warm-up: ${values}.`,
    value: (label: string, leftOut: string) => `${label} ${leftOut}`,
    nothing: 'The series of the run were not kept: run it again to see how it came into its steady state.',
    note: (slices: number) =>
      `Moving average over ${slices} slices. Dashed vertical lines: where the measurement begins, the latest of the replications.`,
    leftOut: 'Left out as warm-up',
    columns: { start: 'Latency at the start', cut: 'Latency at the cut', end: 'Latency at the end' },
    axes: { time: 'Time in the run, ms', latency: 'Latency, moving average' },
  },
};
