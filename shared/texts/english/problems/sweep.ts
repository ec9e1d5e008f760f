/** Axes that sweep what is not there, and sweeps that are too large. */
export const sweep = {
  axesIgnored: 'A fixed load has no sweep: its axes are ignored. Set method.kind to sweep, or remove them.',
  constraintsIgnored: 'A fixed load has no sweep: its constraints are ignored. Set method.kind to sweep, or remove them.',
  noAxis: 'A sweep needs an axis: give a path and values, or set method.kind to fixed-load.',
  manyPoints: (points: string, most: number) =>
    `The sweep makes ${points} points; a run has at most ${most}: use fewer values or axes, or leave combinations out by method.constraints.`,
  manyPointsLeft: (points: string, most: number) =>
    `The sweep makes ${points} points; a run has at most ${most}: use fewer values or axes, or leave combinations out by method.constraints on the first axes.`,
  moreThan: (count: number) => `more than ${count}`,
  manySimulations: (simulations: number, most: number) =>
    `The sweep makes ${simulations} simulations, more than ${most}: use fewer values, axes, replications or draws of the costs.`,
  sameAxes: (path: string) => `Two axes sweep ${path}. Join their values in one axis.`,
  noSetting: (path: string) => `The scenario has no setting at "${path}". Name a setting such as flows.0.traffic.load.`,
  noSuchSetting: (path: string, hint: string) => `The scenario has no setting at "${path}".${hint}`,
  impossibleValue: (path: string, value: string, problem: string) => `${path} cannot be ${value}: ${problem}`,
};
