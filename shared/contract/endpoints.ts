/**
 * The contract between the page and the lab: every endpoint with the schemas of its input and output, and every topic with its payload.
 * Two transports carry it (Electron IPC, WebSocket); neither contains logic.
 */
import { z } from 'zod';
import { calibrationSchema, MOST_FITTED_COSTS } from '../calibration/schema.ts';
import { captureOptionsSchema, captureProposalSchema } from '../capture/proposal.ts';
import { ownProfileSchema } from '../catalogue/own-profile.ts';
import { costModelSchema, hostProfileSchema, nicProfileSchema } from '../catalogue/profiles.ts';
import { LARGEST_SAMPLE, verificationSchema } from '../evidence/verification.ts';
import { cardSchema, lessonProgressSchema, lessonSchema } from '../lessons/lesson.ts';
import { columnMeaningSchema, describedColumnSchema } from '../measured/columns.ts';
import { keptMeasurementSchema } from '../measured/kept.ts';
import { pointSummarySchema } from '../result/point-summary.ts';
import { csvLayoutIds } from '../report/csv-layout.ts';
import { reportSectionIds } from '../report/sections.ts';
import { techniqueTallySchema } from '../result/run-tally.ts';
import { boundSchema, pointSchema, runResultSchema } from '../result/schema.ts';
import { packetTraceSchema } from '../result/packet-trace.ts';
import { studyKinds } from '../result/study-kinds.ts';
import { scenarioSchema, settingValueSchema } from '../scenario/schema.ts';
import { mergeReportSchema, projectComparisonSchema } from '../sharing/schema.ts';
import { guestHostSchema, guestMeasuringSchema, measuringMinutesSchema } from '../testbed/guest-measuring.ts';
import { hostProbeSchema, readinessSchema, twinChoiceSchema } from '../testbed/host-probe.ts';
import { MICRO_REPETITIONS, microProbeSchema } from '../testbed/micro-probe.ts';
import { recordingSchema } from '../testbed/recording.ts';
import { keptValidationSchema } from '../validation/report.ts';
import type { CancelSignal } from './cancel-signal.ts';
import { fileKindIds } from './file-kinds.ts';
import { MOST_WHOLE_POINTS, pointQuerySchema } from './point-query.ts';
import type { Reply } from './reply.ts';
import { runQuerySchema } from './run-query.ts';

const nothing = z.strictObject({});
const id = z.string().min(1).max(64);
const filePath = z.string().min(1).max(4096);

export const problemSchema = z.strictObject({ path: z.string(), message: z.string(), severity: z.enum(['error', 'warning']) });

export const runStatusSchema = z.enum(['running', 'done', 'cancelled', 'failed']);
export type RunStatus = z.infer<typeof runStatusSchema>;

export const runSummarySchema = z.strictObject({
  runId: id,
  scenarioName: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  status: runStatusSchema,
  /** Reason, when failed. */
  message: z.string(),
  points: z.int(),
  techniques: z.array(z.string()),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const projectStateSchema = z.strictObject({
  /** Changes when another project is opened or created; saving under a name keeps it. */
  projectId: id,
  /** Path of the project file, or null for an untitled project (kept in the application's data folder). */
  path: z.string().nullable(),
  title: z.string(),
  readOnly: z.boolean(),
  /** Why it is read-only, or empty. */
  readOnlyReason: z.string(),
  /** Why the last changes are kept in memory only, with the remedy; empty: everything is in the file. */
  unwritten: z.string(),
  /** Whether damage was found in it after it was opened: what can be read can be recovered into a new project. */
  damaged: z.boolean(),
  /** Draft of the scenario being edited: kept as typed, valid or not; null when there is none. */
  draft: z.unknown(),
  /** How many runs it has: `run.list` brings them, a page at a time. */
  runCount: z.int(),
  /** Grows when runs were added, deleted or changed their status: what was listed before may be out of date. */
  runsRevision: z.int(),
  /** Its newest runs, newest first: a few, however many it has. */
  newestRuns: z.array(runSummarySchema),
});
export type ProjectState = z.infer<typeof projectStateSchema>;

const estimateSchema = z.strictObject({
  points: z.int(),
  /** Simulations: points x (replications + draws of the costs). */
  simulations: z.int(),
  /** Frames that will be simulated, about. */
  frames: z.number(),
  /** Seconds on this machine, about. */
  seconds: z.number(),
});
export type RunEstimate = z.infer<typeof estimateSchema>;

/** Simulations done and to do, and seconds left, or null while unknown. */
const progress = { done: z.int(), total: z.int(), secondsLeft: z.number().nullable() };

export const validationStateSchema = z.strictObject({
  /** How far the validation that is going on has come, or null. */
  progress: z.strictObject(progress).nullable(),
  /** The last validation by this version of the engine that was completed, or null. */
  last: keptValidationSchema.nullable(),
  /** Why the last one that was started in this session has no report, or empty. */
  problem: z.string(),
});
export type ValidationState = z.infer<typeof validationStateSchema>;

const studyKind = z.enum(studyKinds);
const studyProgress = z.strictObject({ kind: studyKind, runId: id, ...progress });

export const studyStateSchema = z.strictObject({
  /** What is being studied of which run, and how far that has come, or null. */
  progress: studyProgress.nullable(),
  /** Of the last one that was started in this session. */
  kind: studyKind,
  /** Why that one found nothing, or empty. */
  problem: z.string(),
});
export type StudyState = z.infer<typeof studyStateSchema>;

const calibrated = { /** The run whose scenario is calibrated, and the measurement beside it. */ runId: id, measurementId: id };

export const calibrationStateSchema = z.strictObject({
  /** How far the calibration that is going on has come, or null: `total` is what is simulated at most. */
  progress: z.strictObject({ ...calibrated, ...progress }).nullable(),
  /** What the last one of this session found in the open project, or null. */
  outcome: z
    .strictObject({
      ...calibrated,
      calibration: calibrationSchema,
      /** With the fitted costs and their sources: `calibrated on HOST, DATE`. */
      costModel: ownProfileSchema,
      /** On that cost model. */
      scenario: scenarioSchema,
    })
    .nullable(),
  /** Why the last one found nothing, or empty. */
  problem: z.string(),
});
export type CalibrationState = z.infer<typeof calibrationStateSchema>;

const measuredFile = {
  fileName: z.string().min(1).max(255),
  /** Content of the file, compressed with gzip or not: a message of the contract has at most 4 MiB. */
  base64: z.base64().max(3_900_000),
};

const evidenceWork = { kind: z.enum(['write', 'verify']), /** Of the archive. */ path: z.string() };

export const evidenceStateSchema = z.strictObject({
  /** What is going on, or was last; an empty path: nothing yet. */
  ...evidenceWork,
  /** How far that has come, or null: nothing is going on. */
  progress: z.strictObject(progress).nullable(),
  /** What came of it, or null. */
  outcome: z
    .union([
      z.strictObject({ kind: z.literal('written'), simulations: z.int() }),
      z.strictObject({ kind: z.literal('verified'), verification: verificationSchema }),
    ])
    .nullable(),
  /** Why nothing came of it, or empty. */
  problem: z.string(),
});
export type EvidenceState = z.infer<typeof evidenceStateSchema>;

const guestProgress = { /** What is going on, as a clause. */ doing: z.string(), ...progress };

export const guestStateSchema = z.strictObject({
  /** How far the measurement that is going on has come, in tests; a `total` of 0: the guest is being made or started. null: none. */
  progress: z.strictObject(guestProgress).nullable(),
  /** What the last one of this session found, among the measurements of the open project, or null. */
  measurementId: id.nullable(),
  /** Why the last one found nothing, or empty. */
  problem: z.string(),
});
export type GuestState = z.infer<typeof guestStateSchema>;

export const endpoints = {
  'lab.describe': {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      engineVersion: z.string(),
      /** `desktop`: native dialogs are there; `browser`: the page shows its own. */
      kind: z.enum(['desktop', 'browser']),
      platform: z.string(),
      workers: z.int(),
      hostProfiles: z.array(hostProfileSchema),
      nicProfiles: z.array(nicProfileSchema),
      costModels: z.array(costModelSchema),
    }),
  },
  /** Versions, the machine and the end of the log, for a report of a fault; the person's home folder and name are taken out. */
  'lab.diagnostics': { input: nothing, output: z.strictObject({ text: z.string() }) },
  'scenario.check': {
    input: z.strictObject({ scenario: z.unknown() }),
    output: z.strictObject({ problems: z.array(problemSchema), scenario: scenarioSchema.nullable(), estimate: estimateSchema.nullable() }),
  },
  /** What the points can deliver at most, without a simulation: those of the first settings, where there are many. */
  'scenario.bounds': {
    input: z.strictObject({ scenario: z.unknown() }),
    output: z.strictObject({
      points: z.array(
        z.strictObject({
          id: z.string(),
          settings: z.record(z.string(), settingValueSchema),
          technique: z.string(),
          /** null: it cannot be told, or the technique is refused. */
          bound: boundSchema.nullable(),
        }),
      ),
      /** Points that were left out. */
      leftOut: z.int(),
    }),
  },
  /** Replays one packet of a point: at a quantile of the latencies of a replication, nearest to a latency, or by its source and number. */
  'packet.trace': {
    input: z.strictObject({
      scenario: z.unknown(),
      technique: z.string(),
      settings: z.record(z.string(), settingValueSchema),
      replication: z.int().min(0).max(100_000),
      wish: z.union([
        z.strictObject({ quantile: z.number().min(0).max(1) }),
        z.strictObject({ latencyNs: z.number().min(0) }),
        z.strictObject({ packet: z.strictObject({ source: z.int().min(0), number: z.int().min(0) }) }),
      ]),
    }),
    /** null: there is no such packet. */
    output: z.strictObject({ trace: packetTraceSchema.nullable() }),
  },
  'scenario.examples': {
    input: nothing,
    output: z.strictObject({
      examples: z.array(
        z.strictObject({ id, name: z.string(), description: z.string(), scenario: scenarioSchema, card: cardSchema.nullable() }),
      ),
    }),
  },
  /** A capture file follows in pieces; one that was sent before is let go. */
  'capture.begin': { input: z.strictObject({ name: z.string().min(1).max(255) }), output: z.strictObject({ captureId: id }) },
  'capture.append': { input: z.strictObject({ captureId: id, base64: z.base64().max(2_000_000) }), output: nothing },
  /** What is in the capture, and the flows that come of it with these options. */
  'capture.propose': { input: z.strictObject({ captureId: id, options: captureOptionsSchema }), output: captureProposalSchema },
  /** Guided labs of the application and of the data folder, with how far the person has come in each. */
  'lesson.list': {
    input: nothing,
    output: z.strictObject({
      lessons: z.array(z.strictObject({ id, lesson: lessonSchema.extend({ scenario: scenarioSchema }), progress: lessonProgressSchema })),
      /** Files that are no valid lab, each with its problems. */
      faulty: z.array(z.strictObject({ file: z.string(), problems: z.array(problemSchema) })),
      /** Where labs of one's own are put. */
      ownFolder: z.string(),
    }),
  },
  'lesson.keep': { input: z.strictObject({ id, progress: lessonProgressSchema }), output: nothing },
  /** A page of the runs of the project, newest first. */
  'run.list': {
    input: z.strictObject({ query: runQuerySchema.prefault({}) }),
    output: z.strictObject({
      /** Runs that the query finds, on whatever page. */
      total: z.int(),
      runs: z.array(runSummarySchema),
    }),
  },
  'run.start': { input: z.strictObject({ scenario: z.unknown() }), output: z.strictObject({ runId: id }) },
  /** Goes on with a run that was cancelled, interrupted or failed: what it has simulated is not simulated again. */
  'run.resume': { input: z.strictObject({ runId: id }), output: nothing },
  'run.cancel': { input: z.strictObject({ runId: id }), output: nothing },
  /** A whole run: as large as its points together. */
  'run.get': { input: z.strictObject({ runId: id }), output: z.strictObject({ summary: runSummarySchema, result: runResultSchema }) },
  /** A run without its points, which `run.points` lists. */
  'run.head': {
    input: z.strictObject({ runId: id }),
    output: z.strictObject({
      summary: runSummarySchema,
      head: runResultSchema.omit({ points: true }),
      /** Where its points lie: each combination of settings once, in the order of the plan, and whether some point there has figures. */
      places: z.array(z.strictObject({ settings: z.record(z.string(), settingValueSchema), measured: z.boolean() })),
    }),
  },
  /** How far a run has come: what the topic `run.progress` goes on from. */
  'run.follow': {
    input: z.strictObject({ runId: id }),
    output: z.strictObject({
      summary: runSummarySchema,
      scenario: scenarioSchema,
      techniques: z.array(techniqueTallySchema),
      /** The last of its points, in the order of the plan: a page of them at most. */
      points: z.array(pointSummarySchema),
    }),
  },
  /** A page of the points of a run, without their parts. */
  'run.points': {
    input: z.strictObject({ runId: id, query: pointQuerySchema.prefault({}) }),
    output: z.strictObject({
      /** Points that the query finds, on whatever page. */
      total: z.int(),
      points: z.array(pointSummarySchema),
    }),
  },
  /** Points of a run with all their parts, in the order given; those that are not there are left out. */
  'run.wholePoints': {
    input: z.strictObject({ runId: id, pointIds: z.array(z.string().max(20_000)).max(MOST_WHOLE_POINTS) }),
    output: z.strictObject({ points: z.array(pointSchema) }),
  },
  'run.delete': { input: z.strictObject({ runId: id }), output: nothing },
  /** Undoes a deletion; what was deleted is kept until the project is closed. */
  'run.restore': { input: z.strictObject({ runId: id }), output: nothing },
  /** What tools measured, oldest first. */
  'measured.list': { input: nothing, output: z.strictObject({ measurements: z.array(keptMeasurementSchema) }) },
  /** The columns of a file that is a plain table, with what their names say; null for the file of a tool, which says itself what its values mean. */
  'measured.columns': {
    input: z.strictObject(measuredFile),
    output: z.strictObject({ columns: z.array(describedColumnSchema).nullable() }),
  },
  /** Reads a file of a measuring tool and keeps what it holds in the project. */
  'measured.add': {
    input: z.strictObject({
      ...measuredFile,
      /** Meanings of columns by their names, of a plain table: for those whose names do not say it. */
      columns: z.record(z.string().max(1000), columnMeaningSchema).default({}),
      /** Laid beside this run. */
      runId: id.nullable(),
    }),
    output: z.strictObject({ id }),
  },
  /** Lays a measurement beside a run, or beside none. */
  'measured.place': { input: z.strictObject({ id, runId: id.nullable() }), output: nothing },
  'measured.remove': { input: z.strictObject({ id }), output: nothing },
  /** Undoes a removal, as `run.restore`. */
  'measured.restore': { input: z.strictObject({ id }), output: nothing },
  'calibration.state': { input: nothing, output: calibrationStateSchema },
  /** Fits costs of the scenario of a run to a measurement that is kept in the project; topics tell how far it has come. */
  'calibration.start': {
    input: z.strictObject({ ...calibrated, parameters: z.array(z.string().max(200)).min(1).max(MOST_FITTED_COSTS) }),
    output: nothing,
  },
  'calibration.cancel': { input: nothing, output: nothing },
  'study.state': { input: nothing, output: studyStateSchema },
  /** Simulates these points further, to explain them; topics tell how far it has come. What is found is kept with the points. */
  'study.start': {
    input: z.strictObject({ kind: studyKind, runId: id, pointIds: z.array(z.string().max(20_000)).min(1).max(64) }),
    output: nothing,
  },
  'study.cancel': { input: nothing, output: nothing },
  /**
   * Looks at the lab's host, or at what was recorded on another, and makes the scenario that stands for it.
   * `adapter`: an interface or a PCI address that stands for the host's adapter; null: the fastest.
   */
  'host.probe': {
    input: z.strictObject({ recording: recordingSchema.nullable().default(null), adapter: z.string().max(100).nullable().default(null) }),
    output: z.strictObject({
      probe: hostProbeSchema,
      readiness: z.array(readinessSchema),
      twin: z.strictObject({ scenario: scenarioSchema, choices: z.array(twinChoiceSchema) }),
    }),
  },
  /** Times small operations of the lab's host for some seconds: copies, system call, wake-up, context switch, loopback. Refused while something is simulated. */
  'host.microProbe': {
    input: z.strictObject({ repetitions: z.int().min(1).max(100).default(MICRO_REPETITIONS) }),
    output: microProbeSchema,
  },
  /** What the lab's host has for measurements with guests. Starts nothing but QEMU's own lists, and `true` in a namespace. */
  'guest.inspect': { input: nothing, output: guestHostSchema },
  /** Every command that a measurement would run, one a line; none is run. */
  'guest.plan': { input: z.strictObject({ order: guestMeasuringSchema }), output: z.strictObject({ commands: z.array(z.string()) }) },
  'guest.state': { input: nothing, output: guestStateSchema },
  /** Measures with guests on the lab's host, for so many minutes at most; topics tell how far it has come. Refused while something is simulated. */
  'guest.start': { input: z.strictObject({ order: guestMeasuringSchema, minutes: measuringMinutesSchema }), output: nothing },
  'guest.cancel': { input: nothing, output: nothing },
  'validation.state': { input: nothing, output: validationStateSchema },
  /** Simulates the published experiments of the application; topics tell how far it has come. */
  'validation.start': { input: nothing, output: nothing },
  'validation.cancel': { input: nothing, output: nothing },
  'project.state': { input: nothing, output: projectStateSchema },
  'project.create': { input: nothing, output: projectStateSchema },
  /** Tries again to write what is kept in memory only. */
  'project.writeAgain': { input: nothing, output: projectStateSchema },
  'project.open': { input: z.strictObject({ path: filePath }), output: projectStateSchema },
  /** Puts what can be read of a damaged project into a new untitled one and opens it. The damaged file is only read. */
  'project.salvage': {
    input: z.strictObject({ path: filePath }),
    output: z.strictObject({
      /** Recovered runs, with at least their scenario, and their recovered points. */
      runs: z.int(),
      points: z.int(),
      state: projectStateSchema,
    }),
  },
  'project.saveAs': { input: z.strictObject({ path: filePath, overwrite: z.boolean().default(false) }), output: projectStateSchema },
  /** Another project beside the open one. It is only read, as in `project.merge`. */
  'project.compare': { input: z.strictObject({ path: filePath }), output: projectComparisonSchema },
  /** Brings the runs and measurements of another project into the open one. */
  'project.merge': { input: z.strictObject({ path: filePath }), output: mergeReportSchema },
  'project.saveDraft': { input: z.strictObject({ scenario: z.unknown() }), output: nothing },
  'project.recent': {
    input: nothing,
    output: z.strictObject({
      recent: z.array(z.strictObject({ path: z.string(), title: z.string(), openedAt: z.string(), exists: z.boolean() })),
      /** Untitled projects left by a crash. */
      recovered: z.array(z.strictObject({ path: z.string(), changedAt: z.string() })),
    }),
  },
  'report.csv': {
    input: z.strictObject({ runId: id, layout: z.enum(csvLayoutIds).default('wide') }),
    /** `archive`: name for a zip file of them. */
    output: z.strictObject({ archive: z.string(), files: z.array(z.strictObject({ name: z.string(), text: z.string() })) }),
  },
  /** Every chart of the report as SVG and PNG. `archive`: name for a zip file of them. */
  'report.charts': {
    input: z.strictObject({ runId: id }),
    output: z.strictObject({ archive: z.string(), files: z.array(z.strictObject({ name: z.string(), base64: z.string() })) }),
  },
  /** Every table as Apache Parquet. `archive`: name for a zip file of them. */
  'report.parquet': {
    input: z.strictObject({ runId: id }),
    output: z.strictObject({ archive: z.string(), files: z.array(z.strictObject({ name: z.string(), base64: z.string() })) }),
  },
  /** Every table in one SQLite database. */
  'report.sqlite': { input: z.strictObject({ runId: id }), output: z.strictObject({ name: z.string(), base64: z.string() }) },
  'report.json': { input: z.strictObject({ runId: id }), output: z.strictObject({ name: z.string(), text: z.string() }) },
  'report.pdf': {
    input: z.strictObject({ runId: id, sections: z.array(z.enum(reportSectionIds)).default([...reportSectionIds]) }),
    output: z.strictObject({ name: z.string(), base64: z.string() }),
  },
  'evidence.state': { input: nothing, output: evidenceStateSchema },
  /** Writes an evidence archive of a run where the lab runs; topics tell how far that has come. */
  'evidence.write': { input: z.strictObject({ runId: id, path: filePath, overwrite: z.boolean().default(false) }), output: nothing },
  /** Verifies an evidence archive; topics tell how far that has come. `sample`: simulations that are made again; null: all. */
  'evidence.verify': {
    input: z.strictObject({ path: filePath, sample: z.int().min(0).max(LARGEST_SAMPLE).nullable() }),
    output: nothing,
  },
  'evidence.cancel': { input: nothing, output: nothing },
  /** Folders and files of the kinds that a person chooses: for the page's own file dialog. Empty path: the user's home. */
  'file.list': {
    input: z.strictObject({ folder: z.string().max(4096).default('') }),
    output: z.strictObject({
      folder: z.string(),
      parent: z.string().nullable(),
      entries: z.array(z.strictObject({ name: z.string(), path: z.string(), kind: z.enum(['folder', ...fileKindIds]) })),
    }),
  },
  /** Native open or save dialog; `unavailable` outside the desktop app. */
  'file.pick': {
    input: z.strictObject({
      mode: z.enum(['open', 'save']),
      kind: z.enum(fileKindIds).default('project'),
      suggestedName: z.string().max(255).default(''),
    }),
    output: z.strictObject({ path: z.string().nullable() }),
  },
} as const;

export type EndpointName = keyof typeof endpoints;
export type EndpointInput<Name extends EndpointName> = z.input<(typeof endpoints)[Name]['input']>;
/** Input after validation, with defaults filled in: what a handler receives. */
export type EndpointValidInput<Name extends EndpointName> = z.output<(typeof endpoints)[Name]['input']>;
export type EndpointOutput<Name extends EndpointName> = z.output<(typeof endpoints)[Name]['output']>;

export const topics = {
  'run.progress': z.strictObject({
    runId: id,
    ...progress,
    /** Of those done: found among the kept ones, not simulated. */
    reused: z.int(),
    techniques: z.array(techniqueTallySchema),
    /** Points that are new or better known since the last message, without their parts: `run.wholePoints` has those. */
    points: z.array(pointSummarySchema),
  }),
  'run.finished': z.strictObject({ summary: runSummarySchema }),
  'calibration.progress': z.strictObject({ ...calibrated, ...progress }),
  /** Found, cancelled or failed: ask for the state. */
  'calibration.finished': nothing,
  'study.progress': studyProgress,
  /** Kept, cancelled or failed: ask for the state, and for the run. */
  'study.finished': z.strictObject({ kind: studyKind, runId: id }),
  'guest.progress': z.strictObject(guestProgress),
  /** Kept, cancelled or failed: ask for the state, and for the measurements. */
  'guest.finished': nothing,
  'validation.progress': z.strictObject(progress),
  /** Completed, cancelled or failed: ask for the state. */
  'validation.finished': nothing,
  'evidence.progress': z.strictObject({ ...evidenceWork, ...progress }),
  /** Written, verified, cancelled or failed: ask for the state. */
  'evidence.finished': nothing,
  'project.changed': projectStateSchema,
  /** A command of the native menu. */
  'menu.command': z.strictObject({
    command: z.enum(['new', 'open', 'save-as', 'run', 'cancel', 'export-csv', 'export-pdf', 'toggle-theme']),
  }),
} as const;
export type TopicName = keyof typeof topics;
export type TopicPayload<Name extends TopicName> = z.output<(typeof topics)[Name]>;

/** A connection to the lab, as the page sees it, whatever carries it. */
export interface LabConnection {
  call<Name extends EndpointName>(name: Name, input: EndpointInput<Name>, signal?: CancelSignal): Promise<Reply<EndpointOutput<Name>>>;
  /** Returns the function that ends the subscription. */
  listen<Name extends TopicName>(topic: Name, listener: (payload: TopicPayload<Name>) => void): () => void;
}
