/** The sections of the PDF report, in its order: what a person can choose from, on the page and in the shell. Title page and contents are always there. */

export interface ReportSection {
  /** Stable: what the shell takes and the page remembers. */
  readonly id: string;
  /** Heading of the section in the report. */
  readonly title: string;
  /** What is in it, for who chooses. */
  readonly description: string;
}

export const reportSections = [
  { id: 'scenario', title: 'The scenario', description: 'Host, NIC, machines, traffic, techniques and method in words.' },
  { id: 'measurement', title: 'Measurement', description: 'What a benchmark method found: rates, bounds, departures from its document.' },
  { id: 'figures', title: 'Figures', description: 'Charts of throughput, latency, cycles, loss, fairness and utilization.' },
  {
    id: 'results',
    title: 'Results by setting',
    description: 'The figures of every point with intervals, its bottleneck, and what would relieve it.',
  },
  {
    id: 'paths',
    title: 'Data paths and cycles',
    description: 'The way of packets under each technique, its hot spot, and where the cycles went.',
  },
  { id: 'what-next', title: 'What would help', description: 'Changes that were tried, each with its gain.' },
  { id: 'measured', title: 'Beside measurements', description: 'Values measured on real systems beside the simulated ones.' },
  {
    id: 'method',
    title: 'Method and statistics',
    description: 'A paragraph to quote, the statistical statement, the account of frames, seed and versions.',
  },
  {
    id: 'validity',
    title: 'Domain of applicability',
    description: 'What the model does not have, and how far each technique was validated.',
  },
  { id: 'sensitivity', title: 'What the figures depend on', description: 'Uncertain costs by the change that they make.' },
  { id: 'effects', title: 'What settings and costs do', description: 'Elementary effects of settings and costs, and their interactions.' },
  {
    id: 'details',
    title: 'Details of the points',
    description: 'Tables of cycles, stages, losses, exits, interrupts, copies, resources and machines.',
  },
  { id: 'parameters', title: 'Parameters and their sources', description: 'Every cost and property of the NIC with range and provenance.' },
  {
    id: 'validation',
    title: 'Validation against published measurements',
    description: 'Every published experiment beside its simulation, with the error.',
  },
  { id: 'references', title: 'References', description: 'The publications that methods and parameters rest on, each once.' },
] as const satisfies readonly ReportSection[];

export type ReportSectionId = (typeof reportSections)[number]['id'];

export const reportSectionIds = reportSections.map(({ id }) => id);

export function sectionTitle(section: ReportSectionId): string {
  return reportSections.find(({ id }) => id === section)?.title ?? section;
}
