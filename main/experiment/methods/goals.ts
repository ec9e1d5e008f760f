/** Goals of the methods, with the defaults of those that a scenario leaves out. */
import {
  backToBackSchema,
  fairnessSchema,
  frameLossSchema,
  latencySchema,
  mlrSearchSchema,
  noisyNeighbourSchema,
  recoverySchema,
  scalingSchema,
  throughputSchema,
  trialsSchema,
} from '../../../shared/scenario/method-goals.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';

export type Goals = ReturnType<typeof goalsOf>;

export function goalsOf({ method }: Pick<Scenario, 'method'>) {
  return {
    trials: trialsSchema.parse(method.trials ?? {}),
    throughput: throughputSchema.parse(method.throughput ?? {}),
    latency: latencySchema.parse(method.latency ?? {}),
    frameLoss: frameLossSchema.parse(method.frameLoss ?? {}),
    backToBack: backToBackSchema.parse(method.backToBack ?? {}),
    recovery: recoverySchema.parse(method.recovery ?? {}),
    mlrSearch: mlrSearchSchema.parse(method.mlrSearch ?? {}),
    scaling: scalingSchema.parse(method.scaling ?? {}),
    noisyNeighbour: noisyNeighbourSchema.parse(method.noisyNeighbour ?? {}),
    fairness: fairnessSchema.parse(method.fairness ?? {}),
  };
}
