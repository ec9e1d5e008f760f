import { plural } from '../../../../shared/texts/english/plural.ts';

/** The page of a run: what is on it, and what can be done with the run. */
export const page = {
  title: 'Results',
  loading: 'The results are loading',
  loadingAlong: 'The points along the sweep are loading',
  toStart: 'To the start page',
  contentsWidth: 'Width of the contents',
  reading: {
    begun: 'Reading the points at this setting…',
    reached: (read: string, total: string) => `Reading points: ${read} of ${total}.`,
    untilThen: (reached: string, setting: string) => `${reached} Until then the figures are at ${setting}.`,
  },
  incomplete: {
    running: 'The run is still going on.',
    soFar: 'These are the points so far.',
    showProgress: 'Show its progress',
    cancelled:
      'The run was cancelled. The points that were done by then are shown; those with fewer replications are less certain. Resume it for the rest.',
    failed: 'The run failed.',
    untilFailure: 'The points that were done by then are shown. When the cause is removed, resume it.',
    empty: 'No point was simulated. Run it again to get results.',
    leftOut: (setting: string) => `No point has ${setting}: a constraint of the sweep leaves it out. Choose another value above.`,
    notSimulated: (setting: string) =>
      `No point has ${setting}: it was not simulated, or a constraint leaves it out. Choose another value above.`,
  },
  header: {
    states: { running: 'Running', done: 'Done', cancelled: 'Cancelled', failed: 'Failed' },
    startedAt: (time: string) => `Run ${time}`,
    points: (count: number, text: string) => plural(count, { one: `${text} point`, other: `${text} points` }),
    /** Of replications as text: a number, or a range where a stopping rule chooses. */
    replications: (count: string, durationMs: string) =>
      plural(Number(count), { one: `${count} replication of ${durationMs} ms`, other: `${count} replications of ${durationMs} ms` }),
    costDraws: (count: number) => plural(count, { one: `${count} draw of the costs`, other: `${count} draws of the costs` }),
    costModel: (name: string) => `cost model ${name}`,
    seed: (seed: number) => `seed ${seed}`,
    engine: (version: string) => `engine ${version}`,
    compare: 'Compare',
    pin: 'Pin as baseline',
    unpin: 'Unpin',
    pinHelp: 'Draws this run behind the results of the others, and shows their differences to it',
    export: 'Export…',
    resume: 'Resume',
    runAgain: 'Run again',
    delete: 'Delete the run',
    deleteTitle: 'Delete this run?',
    /** `time` is empty where it is not known. */
    deleteWarning: (scenario: string, time: string) =>
      `The results of “${scenario}”${time === '' ? '' : ` of ${time}`} are removed from the project. Undo brings them back until the project is closed; the scenario stays.`,
    keep: 'Keep it',
    deleted: 'The run is deleted.',
  },
  exporting: {
    title: 'Export the run',
    format: 'Format',
    formats: {
      pdf: { title: 'PDF report', description: 'For people: question, verdict, charts, tables, method and sources.' },
      csv: { title: 'CSV tables', description: 'Every table of the run with raw numbers, in one archive.' },
      parquet: { title: 'Parquet', description: 'Every table as Apache Parquet for data frames, in one archive.' },
      sqlite: { title: 'SQLite', description: 'Every table in one database, for queries.' },
      charts: { title: 'Charts', description: 'Every chart of the report as SVG and as PNG, in one archive.' },
      evidence: {
        title: 'Evidence',
        description:
          'For whoever doubts: an archive with the record of every simulation, written where the lab runs, which “Verify an evidence archive…” checks anywhere.',
      },
      json: { title: 'JSON', description: 'The whole result, as the command line prints and reads it.' },
    },
    layout: 'Layout of the tables',
    sections: 'Sections, as far as the run has something to tell of them',
    all: 'All',
    none: 'None',
    chooseOne: 'Choose at least one section.',
    start: 'Export',
    working: 'Writing…',
  },
  setting: {
    onShow: 'Setting on show',
    ofOther: 'Setting of the other run',
  },
  techniques: {
    inCharts: 'Techniques in the charts',
    settingsOf: (technique: string) => `Settings of ${technique}`,
  },
  point: {
    titleOf: (technique: string) => `Settings of ${technique}`,
    table: 'Settings and figures',
    technique: 'Technique',
    option: (name: string) => `Option ${name}`,
    host: 'Host',
    nic: 'NIC',
    described: 'described in the scenario',
    costModel: 'Cost model',
    replications: 'Replications',
    replicationsAfter: (count: number, warmupMs: string) => `${count}, after ${warmupMs} ms of warm-up`,
    limitedBy: 'Limited by',
    notLimited: 'nothing',
    edit: 'Edit a copy of the scenario',
  },
  tables: {
    title: 'Tables',
    note: 'All figures of the run. The CSV export holds the same tables with raw numbers.',
    noteOfLarge: 'Points are read as they come into view. The CSV export holds every table of every point.',
    table: 'Table',
    points: 'Points',
    withRows: (table: string, rows: string) => `${table} (${rows})`,
    atWithRows: (table: string, setting: string, rows: string) => `${table}, at ${setting} (${rows})`,
  },
};
