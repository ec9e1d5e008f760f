/** Constraints of a sweep that compare what is not there, contradict themselves, or leave nothing. `constraint`: in words; `op`: "not-in". */
export const constraints = {
  /** `premises`: the conditions under which it holds. */
  onlyWhere: (condition: string, premises: readonly string[]) => `${condition} where ${premises.join(' and ')}`,
  comparesNothing: (path: string) => `A condition compares ${path} with one thing: give either value or valueAt.`,
  comparesTwice: (path: string) => `A condition compares ${path} with one thing: give either value or valueAt, not both.`,
  wantsList: (op: string) => `"${op}" looks into a list: give value as one, such as [1, 2, 4].`,
  wantsValue: (op: string) => `"${op}" compares with one value: give one, or use "in" for a list.`,
  wantsNumbers: (op: string, path: string) => `"${op}" compares numbers, and ${path} is none: use =, !=, in or not-in.`,
  wantsNumber: (op: string, value: string) => `"${op}" compares numbers: give one in place of ${value}.`,
  noSetting: (path: string) => `The scenario has no setting at "${path}". Name one such as vms.0.count, or technique.`,
  noSuchSetting: (path: string, hint: string) => `The scenario has no setting at "${path}".${hint}`,
  leftToDefault: (path: string) =>
    `${path} is left to its default, so that there is nothing to compare: set it in the scenario, or sweep it.`,
  idle: (constraint: string) =>
    `No axis varies what is compared in ${constraint}: it leaves nothing out. Sweep one of its settings, or remove it.`,
  neverMet: (constraint: string) => `No point of the sweep meets ${constraint}. Change it, or the values of the axes.`,
  /** `path` and `value` of the first point. */
  neverMetBy: (constraint: string, path: string, value: string) =>
    `No point of the sweep meets ${constraint}: ${path} is ${value} at the first. Change it, or the values of the axes.`,
  leavesNothing: (constraint: string) =>
    `The constraints leave no point of the sweep; without ${constraint} there would be some. Loosen one of them.`,
  leaveNothing: 'The constraints leave no point of the sweep: loosen them, or change the values of the axes.',
};
