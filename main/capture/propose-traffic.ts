/** Makes traffic of a capture: a VM group and a flow for each part of its frames, as a recording or as fitted distributions. */
import type { CaptureOptions, CaptureProposal, CaptureRow } from '../../shared/capture/proposal.ts';
import { gapQuantile } from '../../shared/scenario/gap-quantile.ts';
import { recordingOf } from '../../shared/scenario/recording.ts';
import { flowSchema, vmGroupSchema, type Flow, type Recording, type Traffic } from '../../shared/scenario/schema.ts';
import { sizeDistribution } from '../../shared/scenario/traffic-frames.ts';
import type { Capture } from './capture.ts';
import { fitGaps } from './fit-gaps.ts';
import { mapFrames, type MappedFrames } from './mapping.ts';

/** Steps of the distributions that are shown. */
const SHOWN_STEPS = 200;
/** A gap is then like the next one, to a degree that independent gaps are not. */
const NOTED_CORRELATION = 0.1;

export function proposeTraffic(capture: Capture, options: CaptureOptions, fileName: string): CaptureProposal {
  const { timesNs, frameBytes, format } = capture;
  const packets = timesNs.length;
  const taken = options.as === 'replay' ? Math.min(packets, options.packets) : packets;
  const durationNs = durationOf(timesNs, packets);
  const bytes = frameBytes.reduce((sum, one) => sum + one, 0);
  const allGapsNs = gapsBetween(timesNs);
  const whole = fitGaps(allGapsNs, options.gaps ?? null);
  const parts = mapFrames(capture, options, taken).map((part, number) => partOf(capture, options, part, number, taken));
  const quantile = gapQuantile(whole.gaps);
  const meanGapNs = allGapsNs.reduce((sum, gap) => sum + gap, 0) / allGapsNs.length;
  const sorted = allGapsNs.toSorted();
  const sizes = sizeDistribution(frameBytes);
  return {
    fileName,
    format,
    packets,
    durationNs,
    meanPps: (packets / durationNs) * 1e9,
    meanBps: ((8 * bytes) / durationNs) * 1e9,
    meanFrameBytes: bytes / packets,
    taken,
    remarks: [...capture.remarks, ...remarksOn(options, packets, taken, whole.fit.correlation)],
    sizes:
      sizes.kind === 'empirical' ? sizes.sizes.map(({ frameBytes: size, weight }) => ({ frameBytes: size, share: weight / packets })) : [],
    gapsNs: steps((probability) => sorted[Math.min(sorted.length - 1, Math.floor(probability * sorted.length))] ?? 0),
    fittedGapsNs: steps((probability) => meanGapNs * quantile(Math.min(probability, 1 - 0.5 / sorted.length))),
    fit: whole.fit,
    rows: parts.map(({ row }) => row),
    vms: parts.map(({ flow }) => vmGroupSchema.parse({ name: flow.vms })),
    flows: parts.map(({ flow }) => flow),
  };
}

/** The packets of one part of a capture, 1 being the largest, as a proposal divides it; null where there are not so many. */
export function recordedPart(
  capture: Capture,
  options: Pick<CaptureOptions, 'by' | 'vmsAre' | 'vms' | 'packets'>,
  part: number,
): Recording | null {
  const taken = Math.min(capture.timesNs.length, options.packets);
  const frames = mapFrames(capture, options, taken)[part - 1]?.frames;
  if (!frames) return null;
  const { times, sizes } = columnsOf(capture, frames);
  return recordingOfFrames(times, sizes, durationOf(capture.timesNs, taken));
}

function columnsOf({ timesNs, frameBytes }: Capture, frames: Uint32Array): { readonly times: Float64Array; readonly sizes: Uint16Array } {
  return {
    times: Float64Array.from(frames, (frame) => timesNs[frame] ?? 0),
    sizes: Uint16Array.from(frames, (frame) => frameBytes[frame] ?? 0),
  };
}

function recordingOfFrames(times: Float64Array, frameBytes: Uint16Array, durationNs: number): Recording {
  const gapsNs = times.map((time, i) => time - (times[i - 1] ?? 0));
  return recordingOf({ durationNs, gapsNs, frameBytes });
}

function steps(valueAt: (probability: number) => number): number[] {
  return Array.from({ length: SHOWN_STEPS + 1 }, (_, step) => valueAt(step / SHOWN_STEPS));
}

/**
 * Time of so many packets from the first on, ns, as if the capture ended a mean gap behind the last: rates and gaps then agree, and a replay that begins
 * again leaves that gap.
 */
function durationOf(timesNs: Float64Array, packets: number): number {
  const lastNs = timesNs[packets - 1] ?? 0;
  return Math.max(1, Math.round((lastNs * packets) / (packets - 1)));
}

function gapsBetween(timesNs: Float64Array): Float64Array {
  return timesNs.subarray(1).map((time, i) => time - (timesNs[i] ?? 0));
}

function partOf(
  capture: Capture,
  options: CaptureOptions,
  { label, frames }: MappedFrames,
  number: number,
  taken: number,
): { readonly row: CaptureRow; readonly flow: Flow } {
  const { times, sizes } = columnsOf(capture, frames);
  const durationNs = durationOf(capture.timesNs, taken);
  const { gaps, fit } = fitGaps(gapsBetween(times), options.gaps ?? null);
  const traffic: Traffic =
    options.as === 'replay'
      ? replayOf(times, sizes, durationNs)
      : {
          kind: 'fitted',
          load: (frames.length / durationNs) * 1e9,
          loadUnit: 'packets-per-second',
          loadScope: 'each-vm',
          size: sizeDistribution(sizes),
          gaps,
        };
  const direction = options.vmsAre === 'receivers' ? 'receive' : 'transmit';
  const flow = flowSchema.parse({ name: flowName(label, number), direction, vms: `vm-${number + 1}`, traffic });
  return { row: { label, packets: frames.length, bytes: sizes.reduce((sum, size) => sum + size, 0), fit }, flow };
}

function replayOf(times: Float64Array, frameBytes: Uint16Array, durationNs: number): Traffic {
  return {
    kind: 'replay',
    load: 1,
    loadUnit: 'times-recorded',
    loadScope: 'each-vm',
    repeat: true,
    start: 'random',
    recording: recordingOfFrames(times, frameBytes, durationNs),
  };
}

/** Letters, digits and a few signs, as names of scenarios are; the number keeps names apart. */
function flowName(label: string, number: number): string {
  const plain = label.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-._]+|[-._]+$/g, '');
  return `${number + 1} ${plain}`.slice(0, 64);
}

function remarksOn({ as, gaps }: CaptureOptions, packets: number, taken: number, correlation: number): string[] {
  return [
    ...(taken < packets
      ? [
          `The replay takes the first ${taken.toLocaleString('en-US')} of ${packets.toLocaleString('en-US')} packets. Take more, or fit distributions, which look at all.`,
        ]
      : []),
    ...(as === 'fitted' && gaps === undefined && Math.abs(correlation) > NOTED_CORRELATION
      ? [
          `Gaps resemble those before them (correlation ${correlation.toFixed(2)}); fitted ones are drawn one by one, so that bursts are lost. A replay keeps them.`,
        ]
      : []),
  ];
}
