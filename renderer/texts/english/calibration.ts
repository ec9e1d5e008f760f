import { plural } from '../../../shared/texts/english/plural.ts';

/** Costs fitted to a measurement. */
export const calibration = {
  title: 'Calibration',
  note: 'Fits the chosen costs within their ranges so that the simulation gives what was measured, from all values that lie beside points of this run.',
  start: 'Calibrate',
  cancel: 'Cancel the calibration',
  cancelling: 'Cancelling…',
  progress: 'Progress of the calibration',
  measuredValues: 'Measured values',
  choice: {
    howToChoose: (chosen: number, most: number) =>
      `Choose few costs, those that matter and are little known: ${chosen} of at most ${most} chosen. “What the figures depend on” ranks them by their effect.`,
    table: 'Costs that can be fitted',
    cost: 'Cost',
    value: 'Value',
    range: 'Range',
    provenance: 'Provenance',
    mattersHere: 'Matters here',
    shareOfCycles: (share: string) => `${share} of the cycles`,
    effect: (effect: string) => `changes a figure by up to ${effect}`,
    showFirst: (count: number) => `Show the first ${count}`,
    showAll: (count: number) => plural(count, { one: `Show the ${count} cost`, other: `Show all ${count} costs` }),
  },
  outcome: {
    title: 'Outcome',
    costs: 'Fitted costs',
    cost: 'Cost',
    before: 'Before',
    fitted: 'Fitted',
    interval: '95 % interval',
    range: 'Range',
    values: 'Measured values before and after the fit',
    series: 'Measured series',
    metric: 'Metric',
    point: 'Point',
    measured: 'Measured',
    residualBefore: 'Residual before',
    residualAfter: 'After',
    next: 'Next.',
    use: 'Use the calibrated costs',
    used: (costModel: string) =>
      `The scenario has the cost model “${costModel}”, which stands under Catalogue, Mine, each cost with its source. Run it to lay it beside the measurement; Undo takes it out.`,
  },
};
