/** Charts of one metric of all techniques. */
export const metric = {
  summary: {
    nothing: (title: string) => `${title}: no figures yet.`,
    /** `values`: "emulated 300 kpps (overloaded); sriov 800 kpps". */
    fixed: (title: string, values: string) => `${title}: ${values}.`,
    swept: (title: string, setting: string, highest: string, values: string) => `${title} against ${setting}. At ${highest}: ${values}.`,
    value: (label: string, value: string) => `${label} ${value}`,
    overloadedValue: (label: string, value: string) => `${label} ${value} (overloaded)`,
  },
  throughput: {
    title: 'Delivered throughput',
    axes: { frames: 'Delivered, frames per second (pps)', bits: 'Delivered, bits of frames per second' },
    offered: 'Offered',
    wireLimit: 'Limit of the wire',
    lost: (share: string) => `${share} lost`,
  },
  loss: { title: 'Loss', axis: 'Lost of the offered frames' },
  latency: {
    measures: { mean: 'Mean', p50: 'Median', p99: '99th percentile', p999: '99.9th percentile' },
    titles: { mean: 'Latency, mean', p50: 'Latency, median', p99: 'Latency, 99th percentile', p999: 'Latency, 99.9th percentile' },
    axes: { mean: 'Mean of latency', p50: 'Median of latency', p99: '99th percentile of latency', p999: '99.9th percentile of latency' },
    axis: 'Latency',
    percentiles: 'Latency percentiles',
    /** `values`: "sriov median 50 µs, 99th percentile 90 µs, 99.9th percentile 99 µs; …". */
    summary: (values: string) => `Latency: ${values}.`,
    value: {
      mean: (value: string) => `mean ${value}`,
      p50: (value: string) => `median ${value}`,
      p99: (value: string) => `99th percentile ${value}`,
      p999: (value: string) => `99.9th percentile ${value}`,
    },
  },
  distribution: {
    title: 'Latency distribution',
    /** `values`: "sriov 50 µs and 90 µs; …". */
    summary: (values: string) => `Latency distribution. Median and 99th percentile: ${values}.`,
    value: (label: string, median: string, high: string) => `${label} ${median} and ${high}`,
    axis: 'Share of delivered frames',
    bands: 'Bands: 95 %, at each latency by itself, Student’s t over the replications.',
    within: (share: string, latency: string) => `${share} within ${latency}`,
    withinBand: (share: string, low: string, high: string, latency: string) => `${share} (${low} to ${high}) within ${latency}`,
  },
  scaling: {
    titles: { cpu: 'CPU of the host', cycles: 'Cycles per packet', 'per-vm': 'Throughput of each VM', jain: 'Jain’s fairness index' },
    axes: {
      cpu: 'Busy share of all cores of the host',
      cycles: 'Busy cycles for each delivered frame',
      'per-vm': 'Delivered by a VM, mean, frames per second (pps)',
      jain: 'Jain’s index over the VMs, delivered over offered',
    },
  },
};
