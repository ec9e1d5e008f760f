/** What an experiment asks for, with every default filled in: the simulations of its points, or the values of its costs. */
import type { Scenario, TechniqueChoice } from '../scenario/schema.ts';
import type { CostExperiment, Measure, OutsideExperiment, SimulationExperiment } from './schema.ts';

export interface PlannedSimulation {
  readonly scenario: Scenario;
  readonly choice: TechniqueChoice;
}

export interface PlannedPoint {
  readonly measure: Measure;
  readonly simulation: PlannedSimulation;
  /** Load, as a share of what `simulation` delivers; null where it is simulated as it stands. */
  readonly loadShare: number | null;
  /** What it is divided by, or what is taken off; null where the quantity stands alone. */
  readonly reference: PlannedSimulation | null;
}

export type PlannedExperiment =
  | {
      readonly kind: 'simulation';
      readonly experiment: SimulationExperiment;
      /** In the order of the experiment's points; null where a point is outside the domain of applicability. */
      readonly points: readonly (PlannedPoint | null)[];
    }
  | {
      readonly kind: 'cost';
      readonly experiment: CostExperiment;
      /** In the published unit, in the order of the points; null where a point is outside. */
      readonly values: readonly (number | null)[];
    }
  | { readonly kind: 'outside'; readonly experiment: OutsideExperiment };
