/** What a person chooses from when a run is exported: sections of the PDF report and layouts of CSV. */
export const exporting = {
  /** By their identities. */
  sections: {
    scenario: { title: 'The scenario', description: 'Host, NIC, machines, traffic, techniques and method in words.' },
    measurement: { title: 'Measurement', description: 'What a benchmark method found: rates, bounds, departures from its document.' },
    figures: { title: 'Figures', description: 'Charts of throughput, latency, cycles, loss, fairness and utilization.' },
    results: {
      title: 'Results by setting',
      description: 'The figures of every point with intervals, its bottleneck, and what would relieve it.',
    },
    paths: {
      title: 'Data paths and cycles',
      description: 'The way of packets under each technique, its hot spot, and where the cycles went.',
    },
    'what-next': { title: 'What would help', description: 'Changes that were tried, each with its gain.' },
    measured: { title: 'Beside measurements', description: 'Values measured on real systems beside the simulated ones.' },
    method: {
      title: 'Method and statistics',
      description: 'A paragraph to quote, the statistical statement, the account of frames, seed and versions.',
    },
    validity: { title: 'Domain of applicability', description: 'What the model does not have, and how far each technique was validated.' },
    sensitivity: { title: 'What the figures depend on', description: 'Uncertain costs by the change that they make.' },
    effects: { title: 'What settings and costs do', description: 'Elementary effects of settings and costs, and their interactions.' },
    details: {
      title: 'Details of the points',
      description: 'Tables of cycles, stages, losses, exits, interrupts, copies, resources and machines.',
    },
    parameters: { title: 'Parameters and their sources', description: 'Every cost and property of the NIC with range and provenance.' },
    validation: {
      title: 'Validation against published measurements',
      description: 'Every published experiment beside its simulation, with the error.',
    },
    references: { title: 'References', description: 'The publications that methods and parameters rest on, each once.' },
  },
  csvLayouts: {
    wide: { title: 'Wide', description: 'A row for each point, machine or part, with a column for each value: for spreadsheets.' },
    long: { title: 'Long (tidy)', description: 'A row for each value, with its name, interval and unit: for R, pandas and databases.' },
  },
};
