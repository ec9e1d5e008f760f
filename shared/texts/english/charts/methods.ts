/** Charts of what benchmark methods found, of the validation, and of captures. */
export const methods = {
  rateByFrame: {
    title: 'Rate against frame size',
    /** `techniques`: "sriov, virtio". */
    summary: (techniques: string) => `Found rate of ${techniques} against the mean frame size, with the theoretical maximum.`,
    goal: (technique: string, goal: string) => `${technique}, ${goal}`,
    axes: { size: 'Frame size (mean), bytes', rate: 'Frames per second (pps)' },
    wireMaximum: 'Theoretical maximum',
    largestLoad: 'Largest load',
    nothing: 'No rate was found.',
    irregular: 'Hollow marks: irregular. The largest load is itself a lower bound.',
  },
  lossByRate: {
    title: 'Loss against rate',
    summary: (techniques: string) => `Loss of every trial of ${techniques} against its load.`,
    axes: { load: 'Offered, frames per second (pps)', loss: 'Lost of the offered frames' },
    nothing: 'There are no trials.',
  },
  scalingKnee: {
    title: 'Throughput against VMs',
    summary: 'Throughput of all VMs together against their number, with the knee of each technique.',
    axes: { vms: 'VMs', throughput: 'Throughput of all VMs, frames per second (pps)' },
    nothing: 'There are no figures.',
    knee: 'Hollow marks: the knee. With more VMs the throughput grows by less than the threshold of their growth.',
  },
  neighbour: {
    titles: { latency: 'Latency of the victims', ndr: 'Lossless load of the victims' },
    /** `measure`: "p99.9", "NDR". */
    summary: (measure: string) => `${measure} of the victims against the load of their neighbour.`,
    load: 'Load of the neighbour, of its share',
    latency: (percentile: string) => `${percentile} latency of the victims`,
    ndr: 'NDR of the victims, frames per second (pps)',
    nothing: 'There are no figures.',
  },
  validation: {
    title: 'Simulated against published values',
    /** `byTechnique`: "sriov: 4 of 5; …". */
    summary: (within: number, drawn: number, byTechnique: string) =>
      `Simulated against published values: ${within} of ${drawn} points are within their tolerance. ${byTechnique}.`,
    ofTechnique: (technique: string, within: number, drawn: number) => `${technique}: ${within} of ${drawn}`,
    nothing: 'No value was simulated.',
    identity: 'Simulated as published',
    tolerance: 'Tolerance',
    note: 'Each point in its own unit, on logarithmic axes. Hollow marks: outside the tolerance.',
    notDrawn: (count: number) => `${count} points without two positive values are not drawn.`,
    columns: { experiment: 'Experiment', point: 'Point', published: 'Published', simulated: 'Simulated', unit: 'Unit' },
    point: (experiment: string, point: string, published: string, simulated: string) =>
      `${experiment}, ${point}: published ${published}, simulated ${simulated}`,
  },
  captureSizes: {
    title: 'Frame sizes',
    /** `shares`: "48 to 63 bytes 20 %, …". */
    summary: (shares: string) => `Frame sizes: ${shares}.`,
    share: (bytes: string, share: string) => `${bytes} ${share}`,
    bytes: (low: string, high: string) => `${low} to ${high} bytes`,
    columns: { size: 'Frame size', share: 'Share' },
    axes: { size: 'Frame, bytes', share: 'Share of frames' },
  },
  captureGaps: {
    title: 'Gaps between packets',
    /** `family`: the distribution, as the scenario names it. `shares`: "50 % within 1 µs and 2 µs; …". */
    summary: (family: string, shares: string) => `Gaps, measured and fitted (${family}): ${shares}.`,
    share: (share: string, measured: string, fitted: string) => `${share} within ${measured} and ${fitted}`,
    measured: 'measured',
    fitted: (family: string) => `fitted: ${family}`,
    within: (share: string, gap: string) => `${share} within ${gap}`,
    columns: { share: 'Share of gaps within', measured: 'Measured', fitted: 'Fitted' },
    axes: { gap: 'Gap', share: 'Share of gaps' },
  },
};
