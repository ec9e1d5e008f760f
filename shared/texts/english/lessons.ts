/** What guided labs and cards of examples say of a result, beside the words of their files. */
export const lessons = {
  /** `value`: "12.3 µs". */
  figure: {
    vmsOf: (technique: string, group: string) => `${technique}, VMs of ${group}`,
    metric: (title: string, place: string, value: string) => `${title} (${place}): ${value}.`,
    times: (factor: string) => `${factor} times`,
    ratio: (title: string, value: string, place: string, base: string, otherPlace: string, factor: string) =>
      `${title}: ${value} (${place}) against ${base} (${otherPlace}), ${factor} times as much.`,
    cyclesShare: (place: string, title: string, cycles: string, all: string, share: string) =>
      `${place}, ${title}: ${cycles} of ${all} cycles per packet, ${share}.`,
    cyclesShareWithParts: (place: string, title: string, cycles: string, all: string, share: string, parts: string) =>
      `${place}, ${title}: ${cycles} of ${all} cycles per packet, ${share} (${parts}).`,
    part: (actor: string, activity: string, cycles: string) => `${actor}: ${activity} ${cycles}`,
    partsAndMore: (parts: string) => `${parts}, …`,
    carriedAtEveryStep: (who: string, last: string, delivered: string, offered: string) =>
      `${who} carries what is offered at every step, up to ${last}: ${delivered} of ${offered}.`,
    carriedAtNoStep: (who: string, first: string, delivered: string, offered: string) =>
      `${who} does not carry what is offered at ${first}: ${delivered} of ${offered}.`,
    carriedUpTo: (who: string, held: string, heldRate: string, broken: string, delivered: string, offered: string) =>
      `${who} carries what is offered up to ${held} (${heldRate}); at ${broken} it delivers ${delivered} of ${offered}.`,
    bottleneck: (place: string, sentence: string) => `${place}: ${sentence}`,
    missing: (place: string) => `The run has no figure for ${place}.`,
  },
  /** Units of predictions that are words. */
  units: { times: 'times', cycles: 'cycles', VMs: 'VMs' },
  /** Predicted against simulated. */
  outcome: {
    cannotTell: 'This run cannot tell.',
    asPredicted: 'As predicted.',
    otherwise: 'The simulation says otherwise.',
    near: 'The prediction is within a fifth of the simulated value.',
    smaller: (factor: string) => `The simulated value is smaller, by a factor of ${factor}.`,
    larger: (factor: string) => `The simulated value is larger, by a factor of ${factor}.`,
  },
  /** What is wrong with the file of a lab. `suggestion`: empty, or a sentence with a space before it. */
  problems: {
    identity: 'An identity has at most 40 lower-case letters, digits and "-".',
    repeatedIdentity: (id: string) => `Another question has the identity "${id}": predictions would be mixed up. Give each its own.`,
    unknownField: (field: string) => `Unknown field ${field}: take it out.`,
    lineNotSwept: (setting: string, suggestion: string) => `${setting} is not swept by the scenario.${suggestion} Add it to method.sweep.`,
    notSwept: (setting: string) => `${setting} is not swept by the scenario: leave it out, or add it to method.sweep.`,
    noTechnique: (technique: string, suggestion: string) => `The scenario has no technique "${technique}".${suggestion}`,
    noVmGroup: (group: string, suggestion: string) => `The scenario has no VM group "${group}".${suggestion}`,
    noValue: (value: string, setting: string, values: string) => `The sweep has no value ${value} of ${setting}: choose one of ${values}.`,
    severalPoints: (setting: string, values: string) => `Several points have this technique: say at which ${setting}, one of ${values}.`,
    noCostParameter: (costModel: string, name: string, suggestion: string) =>
      `The cost model ${costModel} has no parameter "${name}".${suggestion}`,
  },
};
