import { plural } from '../../../../shared/texts/english/plural.ts';

/** What a benchmark method measured, and what tools measured on real systems. */
export const measured = {
  measurement: {
    name: 'Measurement',
    title: (method: string) => `Measurement: ${method}`,
    chart: 'Chart of the measurement',
    chartAt: (chart: string, setting: string) => `${chart} at ${setting}`,
    charts: { rateByFrame: 'Rate by frame size', lossByRate: 'Loss by rate', scaling: 'Scaling' },
    figures: 'What was measured',
    conditions: (conditions: string) =>
      `${conditions}. Rates are of all measured traffic together; other figures on this page are at the load that was found.`,
    table: 'Figures of the measurement',
    technique: 'Technique',
    measure: 'Measure',
    value: 'Value',
    ofMaximum: 'Of the maximum',
    bounds: 'Bounds',
    note: 'Note',
    departures: 'How the trials depart from the method’s document',
  },
  trials: {
    count: (count: number, technique: string) =>
      plural(count, { one: `${count} trial of ${technique}`, other: `${count} trials of ${technique}` }),
    of: (technique: string) => `Trials of ${technique}`,
    purpose: 'Made for',
    load: 'Load',
    time: 'Time',
    loss: 'Loss',
    duration: (ms: string) => `${ms} ms`,
    queued: 'In growing queues',
    verdict: 'Verdict',
    passed: 'passed',
    failed: 'loss',
    vms: (count: number) => plural(count, { one: `${count} VM`, other: `${count} VMs` }),
    neighbour: (rate: string) => `neighbour ${rate}`,
    frames: (count: string) => `${count} frames`,
  },
  beside: {
    title: 'Beside measurements',
    note: 'Values of lab measure --out, iperf3 --json, Flent, TRex get_stats(), CSIT or a CSV table, in the charts and beside the figures at this setting.',
    file: 'File of measurements to add',
    add: 'Add measurements…',
    reading: 'Reading…',
    added: (file: string) => `${file} is laid beside the run.`,
    none: 'The project has no measurements.',
    measuredAt: (time: string) => `measured ${time}`,
    table: (file: string) => `${file} beside the simulation`,
    series: 'Measured series',
    technique: 'Technique',
    metric: 'Metric',
    measured: 'Measured',
    simulated: 'Simulated',
    residual: 'Residual',
    interval: 'Simulated interval',
    legend:
      'Residual = (simulated − measured) / measured. Inside: the interval of the simulation holds the measured value, or a part of its interval.',
    removal: {
      start: (file: string) => `Remove ${file}`,
      title: 'Remove this measurement?',
      warning: (file: string) =>
        `“${file}” is removed from the project. Undo brings it back until the project is closed; the file that it was read from stays.`,
      keep: 'Keep it',
      remove: 'Remove the measurement',
      done: (file: string) => `${file} is removed.`,
    },
  },
};
