/** A source whose gaps are drawn one by one from a distribution, such as one fitted to a capture. */
import { OpenLoopSource, type OpenLoopOptions } from './open-loop-source.ts';
import type { Machine } from '../model/machine.ts';
import { gapQuantile } from '../../../shared/scenario/gap-quantile.ts';
import type { GapDistribution } from '../../../shared/scenario/schema.ts';

export class FittedSource extends OpenLoopSource {
  /** From a probability to a gap, in parts of the mean gap. */
  private readonly quantile: (probability: number) => number;

  constructor(machine: Machine, options: OpenLoopOptions & { readonly traffic: { readonly gaps: GapDistribution } }) {
    super(machine, options);
    this.quantile = gapQuantile(options.traffic.gaps);
  }

  /** Somewhere in a gap, so that sources do not march in step. */
  protected override firstNs(fromNs: number): number {
    return fromNs + this.gaps.uniform() * this.nextGapNs();
  }

  protected override nextNs(): number {
    return this.machine.loop.nowNs + this.nextGapNs();
  }

  /** One draw a gap, which keeps streams in step between techniques. */
  private nextGapNs(): number {
    return this.quantile(this.gaps.uniform()) * this.gapNs;
  }
}
