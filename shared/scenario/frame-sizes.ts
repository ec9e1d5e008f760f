/** Frame sizes of benchmark methods, their names and means. */
import { formatNumber } from '../number-format.ts';
import { words } from '../texts/words.ts';
import type { FrameChoice, MeasuringKind } from './method-goals.ts';
import type { FrameSize, Scenario } from './schema.ts';
import { isOpenLoop } from './traffic-loops.ts';

/** RFC 2544 section 9.1, Ethernet. */
export const rfc2544FrameBytes = [64, 128, 256, 512, 1024, 1280, 1518] as const;
/** FD.io CSIT, IPv4. */
const csitFrames: readonly FrameChoice[] = [64, 'imix-csit', 1518, 9000];

/** Setting of a point that is measured with one of several frame sizes: the mean of its frames, bytes. */
export const FRAME_SETTING = 'method.frameBytes';

/** Sizes that the method measures with, in their order; null: the flows have their own. */
export function frameChoices({ method }: Pick<Scenario, 'method'>, kind: MeasuringKind): readonly FrameChoice[] | null {
  if (method.trials?.frameSizes) return method.trials.frameSizes;
  switch (kind) {
    case 'rfc2544-throughput':
    case 'rfc2544-latency':
    case 'rfc2544-frame-loss':
    case 'rfc2544-back-to-back':
      return rfc2544FrameBytes;
    case 'mlrsearch':
      return csitFrames;
    case 'rfc2544-recovery':
    case 'vm-scaling':
    case 'noisy-neighbour':
    case 'fairness':
      return null;
  }
}

export function frameSizeOf(choice: FrameChoice): FrameSize {
  if (choice === 'imix') return { kind: 'imix' };
  if (choice !== 'imix-csit') return { kind: 'fixed', frameBytes: choice };
  return {
    kind: 'empirical',
    sizes: [
      { frameBytes: 64, weight: 28 },
      { frameBytes: 570, weight: 16 },
      { frameBytes: 1518, weight: 4 },
    ],
  };
}

export function frameTitle(choice: FrameChoice): string {
  if (choice === 'imix') return 'IMIX (7:4:1)';
  if (choice === 'imix-csit') return 'IMIX (CSIT)';
  return words().scenario.frames(formatNumber(choice));
}

/** Mean frame, bytes. */
export function meanFrameBytes(size: FrameSize): number {
  switch (size.kind) {
    case 'fixed':
      return size.frameBytes;
    case 'imix':
      return (7 * 64 + 4 * 594 + 1518) / 12;
    case 'empirical': {
      const weight = size.sizes.reduce((sum, entry) => sum + entry.weight, 0);
      return size.sizes.reduce((sum, entry) => sum + entry.frameBytes * entry.weight, 0) / weight;
    }
  }
}

/** The scenario with the same frames in its open-loop flows: in all, or in those with the numbers. */
export function withFrames(scenario: Scenario, size: FrameSize, numbers?: readonly number[]): Scenario {
  const flows = scenario.flows.map((flow, number) => {
    const { traffic } = flow;
    return isOpenLoop(traffic) && (numbers?.includes(number) ?? true) ? { ...flow, traffic: { ...traffic, size } } : flow;
  });
  return { ...scenario, flows };
}
