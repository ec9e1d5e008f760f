import { plural } from '../../../../shared/texts/english/plural.ts';

/** What limits, what would help, and what figures depend on. */
export const causes = {
  causes: {
    title: 'Causes and remedies',
    limits: 'What limits, and what would help',
    limitsNote:
      'Each gain is measured: the same packets again, with one resource 10 % faster. Bounds are computed from the least work that a packet takes.',
    overloaded: 'Overloaded',
    confirmed: 'Confirmed',
    remediesOf: (technique: string) => `What would help ${technique}`,
    gain: {
      none: 'no gain to speak of',
      throughput: (percent: string) => `${percent} % more throughput`,
      latency: (percent: string) => `${percent} % less latency`,
    },
  },
  events: {
    title: 'Exits, interrupts and copies',
    kind: 'Kind',
    exits: 'VM exits by reason',
    interrupts: 'Interrupts by kind',
    copies: 'Copies for each delivered frame',
    none: 'There were none.',
  },
  study: {
    cancelling: 'Cancelling…',
    halfDone: 'Half of the simulations are done.',
    runIsGoingOn: 'The run is still going on: this can be asked when it is done.',
    readOnly: 'The project is open read-only: save it under another name to ask this.',
    otherEngine: (engine: string, current: string) => `The run is of engine ${engine}, and this is ${current}: run it again to ask this.`,
  },
  whatNext: {
    title: 'What would help',
    note: 'Changes that a person can make, each simulated with the same packets in all replications; ± 95 % of the paired differences.',
    study: {
      start: 'What would help?',
      again: 'Try the changes again',
      cancel: 'Cancel trying the changes',
      progress: 'Progress of trying the changes',
      unknown:
        'Not known yet at this setting. Some ten changes for each technique are simulated in all replications; what they gain is kept with the results and shown in the PDF.',
      goesOn: 'The changes are being tried.',
      isKnown: 'What would help is known.',
    },
    table: (technique: string) => `Changes to ${technique}`,
    change: 'Change',
    scenario: 'Scenario',
    apply: 'Apply',
    applyOf: (change: string) => `Apply: ${change}`,
    applied: (change: string) =>
      `The scenario of the run, with ${change}. Run it when you like; Undo brings back the scenario that was here.`,
    cannotApply: (reason: string) => `The change cannot be taken over: ${reason}`,
    more: (count: number) => `${count} more: see the table of that name below.`,
    impossible: (change: string, reason: string) => `Not possible: ${change}. ${reason}`,
  },
  sensitivity: {
    title: 'What the figures depend on',
    note: 'Each uncertain cost at the low and at the high end of its range, one at a time, with the same packets.',
    study: {
      start: 'Vary the costs',
      again: 'Vary the costs again',
      cancel: 'Cancel varying the costs',
      progress: 'Progress of varying the costs',
      unknown:
        'Not known yet at this setting. It takes some fifty simulations for each technique; which costs matter, and which of those are assumed, is kept with the results and shown in the PDF.',
      goesOn: 'The costs are being varied.',
      isKnown: 'What the figures depend on is known.',
    },
    table: (technique: string) => `Costs that ${technique} depends on`,
    cost: 'Cost',
    provenance: 'Provenance',
    range: 'Range',
    more: (count: number) =>
      plural(count, {
        one: `${count} more changes a figure by half a percent or more: see the table of that name below.`,
        other: `${count} more change a figure by half a percent or more: see the table of that name below.`,
      }),
  },
  parameters: {
    title: 'What settings and costs do',
    note: 'Elementary effects (Morris) for the whole range of each: mean size, with + or - where the direction is always the same, and σ, large where the effect depends on the others.',
    study: {
      start: 'Vary the settings',
      again: 'Vary the settings again',
      cancel: 'Cancel varying the settings',
      progress: 'Progress of varying the settings',
      unknown:
        'Not known yet at this setting. It takes several hundred simulations for each technique; what is found is kept with the results and shown in the PDF.',
      goesOn: 'The settings are being varied.',
      isKnown: 'What settings and costs do is known.',
    },
    table: (technique: string) => `Settings and costs of ${technique}`,
    factor: 'Setting or cost',
    range: 'Range',
    alone: 'Alone?',
    interacts: 'Depends on others',
    more: (count: number) =>
      plural(count, {
        one: `${count} more changes a figure by a percent or more: see the table of that name below.`,
        other: `${count} more change a figure by a percent or more: see the table of that name below.`,
      }),
  },
};
