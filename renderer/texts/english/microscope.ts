interface TracedPacket {
  readonly technique: string;
  readonly vm: string;
  readonly bytes: string;
  /** What became of it: delivered, or lost. */
  readonly outcome: string;
  readonly latency: string;
  /** Percent of the packets; null where it is not known. */
  readonly noSlower: string | null;
}

/** One packet, replayed step by step. */
export const microscope = {
  title: 'Packet microscope',
  note: 'Replays one packet of the first replication from the seed: where it was, for how long, and why. Its steps make its latency exactly. Choose it here, or click a line of the latency distribution.',
  technique: 'Technique',
  percentile: 'Percentile of the latency',
  beside: 'The same packet under',
  besideNone: 'None',
  trace: 'Trace the packet',
  cancel: 'Cancel the trace',
  tracing: 'The packet is being traced.',
  traced: 'The packet is traced.',
  noSuchPacket: (technique: string) => `${technique} has no such packet: none was delivered in its first replication.`,
  width: 'Width of the way of the first technique',
  way: {
    title: (technique: string) => `Way of the packet under ${technique}`,
    place: (technique: string) => `Where the packet is under ${technique}`,
    sentence: ({ technique, vm, bytes, outcome, latency, noSlower }: TracedPacket) =>
      `${technique}, ${vm}: a packet of ${bytes} bytes, ${outcome} after ${latency}${noSlower === null ? '' : `; ${noSlower} % of the packets were no slower`}.`,
  },
  step: {
    slider: (technique: string) => `Step of the packet under ${technique}`,
    none: 'no step',
    back: 'Back',
    forward: 'Forward',
    number: (number: number, steps: number, axis: string) => `Step ${number} of ${steps}; the axis holds ${axis}.`,
    title: (stage: string, lasts: string, from: string) => `${stage}: ${lasts}, from ${from} on`,
    where: (place: string, context: string, core: string) => `${place}: ${context}, core ${core}`,
    cycles: (spent: string) => `Cycles for this packet: ${spent}.`,
    spent: (cycles: string, actor: string, activity: string) => `${cycles} ${actor}, ${activity}`,
  },
};
