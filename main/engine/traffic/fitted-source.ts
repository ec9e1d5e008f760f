/** A source whose gaps are drawn one by one from a distribution, such as one fitted to a capture. */
import { Gaps } from './gap-distribution.ts';
import { OpenLoopSource, type OpenLoopOptions } from './open-loop-source.ts';
import type { Machine } from '../model/machine.ts';
import type { GapDistribution } from '../../../shared/scenario/schema.ts';

export class FittedSource extends OpenLoopSource {
  private readonly relative: Gaps;

  constructor(machine: Machine, options: OpenLoopOptions & { readonly traffic: { readonly gaps: GapDistribution } }) {
    super(machine, options);
    this.relative = new Gaps(options.traffic.gaps, this.gaps);
  }

  /** Somewhere in a gap, so that sources do not march in step. */
  protected override firstNs(fromNs: number): number {
    return fromNs + this.gaps.uniform() * this.relative.next() * this.gapNs;
  }

  protected override nextNs(): number {
    return this.machine.loop.nowNs + this.relative.next() * this.gapNs;
  }
}
