import type { CsvLayoutId } from '../../../shared/report/csv-layout.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import { foundLoads, type StudyKind } from '../../../shared/result/study-kinds.ts';
import { isMeasuring } from '../../../shared/scenario/method-goals.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { estimateOnThisMachine, isLongRun } from '../../lab/estimate/estimate-on-this-machine.ts';
import { suggest } from '../../../shared/scenario/suggestion.ts';
import { makeEvidence, RecordShelf, shelving } from '../../lab/evidence.ts';
import { openExecutor, type Executor } from '../../lab/executors.ts';
import type { LocalRun, LocalRunOptions } from '../../lab/run-on-this-machine.ts';
import { runOnThisMachine } from '../../lab/run-on-this-machine.ts';
import { resumeRecording, startRecording, type RunRecording } from '../../lab/run-recording.ts';
import { commandLineSummary } from '../command-line-summary.ts';
import { readCheckedScenario } from '../checked-scenario.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { refuseEvidenceAt } from '../evidence-place.ts';
import { estimateText } from '../estimate-text.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { onlyOperand, percentage, wholeNumber } from '../options.ts';
import { prepareFolder, writeNewFiles, type NamedText } from '../output-folder.ts';
import { print, tell } from '../output.ts';
import { readAddress } from '../redis-option.ts';
import { createProgressLine } from '../progress-bar.ts';
import { measurementTable } from '../measurement-table.ts';
import { parameterTable } from '../parameter-table.ts';
import { reportOptions, wantedReports, writeReports } from '../report-files.ts';
import { resultOptions } from '../result-options.ts';
import { runTable } from '../run-table.ts';
import { sensitivityTable } from '../sensitivity-table.ts';
import { whatNextTable } from '../what-next-table.ts';
import { settingOption } from '../setting-option.ts';

/** Between the least and the largest of 39 draws lies a further one with a probability of 95 %. */
const DEFAULT_COST_DRAWS = '39';
const NEWEST = 'newest';

export const runCommand = defineCommand({
  name: 'run',
  operands: '[FILE]',
  summary: 'Simulates the scenario or sweep of a file (JSON or YAML) and prints its points.',
  options: {
    seed: { type: 'string', takes: 'N', description: 'Seed of all random streams, instead of method.seed.' },
    replications: { type: 'string', takes: 'N', description: 'Replications of each point, instead of method.replications.' },
    precision: {
      type: 'string',
      takes: 'PERCENT',
      description:
        'Adds replications to each point until the 95 % intervals of its metrics are ± PERCENT or less: --precision 2%. Metrics and bounds are those of method.stopping; default: deliveredPps and latencyMeanNs, 10 to 100 replications.',
    },
    'max-replications': {
      type: 'string',
      takes: 'N',
      description:
        'Most replications of a point, instead of method.stopping.maxReplications. Without --precision and such a rule in the file: ± 2 % is asked for.',
    },
    'cost-uncertainty': {
      type: 'string',
      takes: '[N]',
      whenAlone: DEFAULT_COST_DRAWS,
      description: `Also simulates each point with N draws of the uncertain costs, and adds intervals that hold what the costs are not known to. N may be left out: ${DEFAULT_COST_DRAWS}, the fewest that give 95 %.`,
    },
    sensitivity: {
      type: 'boolean',
      description:
        'Also sets each uncertain cost to both ends of its range, one at a time, and ranks what the figures of each point depend on.',
    },
    'what-next': {
      type: 'boolean',
      description:
        'Also tries changes that a person can make (cores, queues, rings, moderation, options of the technique), with the same packets, and ranks them by their gain.',
    },
    parameters: {
      type: 'boolean',
      description:
        'Also varies settings and uncertain costs together (elementary effects of Morris), ranks them, and says which of them interact. Several hundred simulations for each point.',
    },
    workers: {
      type: 'string',
      takes: 'N',
      description: 'Simulations at the same time. Default: one for each processor. The numbers do not depend on it.',
    },
    executor: {
      type: 'string',
      takes: 'inline|threads',
      description: 'Where simulations run on this machine: in the thread of the program, for tiny runs, or in worker threads (default).',
    },
    redis: {
      type: 'string',
      takes: 'URL',
      description:
        'Simulates on the workers of this Redis server (lab worker), in place of this machine: redis://host:6379, rediss:// for TLS. The statistics stay here, and the numbers are the same.',
    },
    bundle: {
      type: 'string',
      takes: 'DIR',
      description:
        'Simulates nothing here: writes a folder with all that simulates it elsewhere, with array jobs for Slurm and Kubernetes; lab collect DIR then gathers the results.',
    },
    slices: { type: 'string', takes: 'N', description: 'For --bundle: jobs of the array. Default: 64, or one for each simulation.' },
    set: settingOption('--set nic.profile=x710 --set vms.0.count=4'),
    estimate: {
      type: 'boolean',
      description: 'Prints how many points and simulations there are and how long they will take on this machine, and runs nothing.',
    },
    ...resultOptions,
    ...reportOptions,
    project: {
      type: 'string',
      takes: 'FILE.iovlab',
      description:
        'Also writes the run into a project, new or existing, that the app opens with its results. What the project has simulated before is not simulated again.',
    },
    evidence: {
      type: 'string',
      takes: 'FILE.iovlab-evidence.zip',
      description:
        'Also writes an archive with the scenario, the results, the record of every simulation, the report and digests, which `lab verify` checks anywhere.',
    },
    resume: {
      type: 'string',
      takes: '[RUN]',
      whenAlone: NEWEST,
      looksLike: /^[0-9a-f]{8}-[0-9a-f-]{27}$/,
      description:
        'Goes on with a run of --project that was cancelled, interrupted or failed, with its own scenario: give no FILE. Only what is missing is simulated. RUN may be left out: the newest of them.',
    },
  },
  run: async ({ options, operands }) => {
    if (options.json && options.csv) throw new InputError('Give --json or --csv, not both: there is one standard output.');
    const reports = wantedReports(options);
    const formats: Formats = { json: options.json ?? false, csv: options.csv ?? false, layout: reports.layout };
    const workers = wholeNumber('--workers', options.workers, 1, 1024);
    const changes = [
      ...(options.set ?? []),
      ...methodSetting('seed', wholeNumber('--seed', options.seed, 0, 2 ** 32 - 1)),
      ...methodSetting('replications', wholeNumber('--replications', options.replications, 1, 1000)),
      ...methodSetting('stopping.relativeHalfWidth', percentage('--precision', options.precision, 0.01, 50)),
      ...methodSetting('stopping.maxReplications', wholeNumber('--max-replications', options['max-replications'], 2, 1000)),
      ...methodSetting('costDraws', wholeNumber('--cost-uncertainty', options['cost-uncertainty'], 2, 1000)),
    ];
    if (options.estimate) refuseWithEstimate(options);
    const slices = wholeNumber('--slices', options.slices, 1, 100_000);
    if (options.bundle !== undefined && options.resume !== undefined)
      throw new InputError('Give --bundle or --resume, not both: a bundle is a run of its own, which lab collect gathers.');
    if (slices !== undefined && options.bundle === undefined)
      throw new InputError('--slices is for --bundle: it says how many jobs its simulations are dealt out to.');
    const resumed = options.resume === undefined ? null : resume(options.project, options.resume, operands, changes);
    const scenario = resumed?.scenario ?? (await readCheckedScenario(onlyOperand(operands, 'scenario file'), changes));
    if (studiesOf(options).length > 0 && isMeasuring(scenario.method.kind)) {
      resumed?.close();
      throw new InputError(`--sensitivity, --parameters, --what-next: ${foundLoads()} Leave it out, or set method.kind to fixed-load.`);
    }
    if (options.estimate) return estimate(scenario, workers, options.json ?? false);
    if (options.bundle !== undefined) return bundle(options.bundle, scenario, slices, options);
    const startedAt = new Date().toISOString();
    const shelf = options.evidence === undefined ? null : new RecordShelf();
    let recording = resumed;
    let executor: Executor | null = null;
    try {
      if (options.out !== undefined)
        prepareFolder(
          options.out,
          (await filesOf(nothingRunYet(scenario), startedAt, formats)).map(({ name }) => name),
        );
      if (options.evidence !== undefined) refuseEvidenceAt(options.evidence);
      executor = await executorOf(options, workers);
      if (options.project !== undefined) recording ??= record(options.project, scenario);
    } catch (error) {
      recording?.close();
      // Its connections would keep the program from ending.
      await executor?.close();
      throw error;
    }

    await tellLongRun(scenario, workers, recording !== null);
    const run = await simulate(scenario, { executor, studies: studiesOf(options), shelf }, recording);
    if (recording?.unwritten === '') tell(`${reusedText(run)}Wrote the run into ${options.project}.`);
    await print(await shown(run, startedAt, formats));
    if (options.out !== undefined) writeNewFiles(options.out, await filesOf(run, startedAt, formats));
    await writeReports(reports, { result: run.result, summary: commandLineSummary(run, startedAt), measurements: [] });
    if (shelf !== null && options.evidence !== undefined) {
      const made = await makeEvidence(options.evidence, { result: run.result, summary: commandLineSummary(run, startedAt) }, shelf);
      if (made.ok) tell(`Wrote ${options.evidence}: ${made.value.simulations} simulations.`);
      else tell(`--evidence: ${made.message}`);
      if (!made.ok) return 1;
    }
    return ending(run);
  },
});

export interface Formats {
  readonly json: boolean;
  readonly csv: boolean;
  readonly layout: CsvLayoutId;
}

function studiesOf(options: { readonly [Name in 'sensitivity' | 'what-next' | 'parameters']?: boolean }): StudyKind[] {
  return [
    ...(options['what-next'] ? (['what-next'] as const) : []),
    ...(options.sensitivity ? (['costs'] as const) : []),
    ...(options.parameters ? (['parameters'] as const) : []),
  ];
}

function methodSetting(name: string, value: number | undefined): string[] {
  return value === undefined ? [] : [`method.${name}=${value}`];
}

/** Options that say what is done with results, or where simulations run: there are none yet. */
const NOT_WITH_BUNDLE = [
  'json',
  'csv',
  'csv-layout',
  'out',
  'pdf',
  'charts',
  'sqlite',
  'parquet',
  'project',
  'evidence',
  'sensitivity',
  'parameters',
  'what-next',
  'workers',
  'executor',
  'redis',
] as const;

async function bundle(
  folder: string,
  scenario: Scenario,
  slices: number | undefined,
  options: { readonly [Name in (typeof NOT_WITH_BUNDLE)[number]]?: unknown },
): Promise<ExitStatus> {
  const unused = NOT_WITH_BUNDLE.find((name) => options[name] !== undefined);
  if (unused !== undefined)
    throw new InputError(`--bundle simulates nothing here: leave out --${unused}, and give it to lab collect if it has it.`);
  // Loaded when asked for: it brings the bundler along.
  const { makeBundle } = await import('../../lab/bundles.ts');
  const made = await makeBundle(folder, scenario, slices);
  if (!made.ok) throw new InputError(`--bundle: ${made.message}`);
  tell(`Wrote ${folder}: ${made.value.simulations} simulations in ${made.value.slices} jobs. Its README.md says how to start them.`);
  return 0;
}

interface ExecutorOptions {
  readonly executor?: string;
  readonly redis?: string;
}

/** Throws InputError when it cannot be had: an unreachable server is not found only after the first simulation. */
async function executorOf({ executor, redis }: ExecutorOptions, workers: number | undefined): Promise<Executor> {
  if (redis !== undefined && (executor !== undefined || workers !== undefined))
    throw new InputError('--redis takes the place of --executor and --workers: how many simulations run at a time is said to each worker.');
  const kinds = ['threads', 'inline'] as const;
  const kind = kinds.find((one) => one === (executor ?? 'threads'));
  if (!kind) throw new InputError(`--executor takes inline or threads, not "${executor}".${suggest(executor ?? '', kinds)}`);
  const opened = await openExecutor(
    redis === undefined ? { kind, workers } : { kind: 'redis', address: readAddress(redis), onNotice: tell },
  );
  if (!opened.ok) throw new InputError(`--redis: ${opened.message}`);
  return opened.value;
}

export function record(path: string, scenario: Scenario): RunRecording {
  const recording = startRecording(path, scenario);
  if (!recording.ok) throw new InputError(`--project: ${recording.message}`);
  return recording.value;
}

interface EstimateOptions {
  readonly csv?: boolean;
  readonly project?: string;
  readonly out?: string;
  readonly evidence?: string;
  readonly pdf?: string;
  readonly charts?: string;
  readonly sqlite?: string;
  readonly parquet?: string;
  readonly resume?: string;
  readonly sensitivity?: boolean;
}

function refuseWithEstimate(options: EstimateOptions): void {
  const unused = (['csv', 'project', 'resume', 'out', 'evidence', 'pdf', 'charts', 'sqlite', 'parquet', 'sensitivity'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (unused !== undefined) throw new InputError(`--estimate runs nothing: leave out --${unused}.`);
}

async function estimate(scenario: Scenario, workers: number | undefined, asJson: boolean): Promise<ExitStatus> {
  const found = await estimateOnThisMachine(scenario, workers);
  if (!found)
    throw new InputError('How long the run takes cannot be told: a pilot simulation failed. Run it with fewer VMs or a shorter duration.');
  await print(asJson ? JSON.stringify(found, null, 2) : estimateText(found, false));
  return 0;
}

/** Before a person waits for long. */
async function tellLongRun(scenario: Scenario, workers: number | undefined, reuses: boolean): Promise<void> {
  if (!isLongRun(scenario)) return;
  const found = await estimateOnThisMachine(scenario, workers);
  if (found) tell(estimateText(found, reuses));
}

/** Takes up a run of the project. Throws InputError when there is none, or anything is given that would change its scenario. */
function resume(project: string | undefined, runId: string, operands: readonly string[], changes: readonly string[]): RunRecording {
  if (project === undefined) throw new InputError('--resume goes on with a run of a project: name it with --project FILE.iovlab.');
  if (operands.length > 0 || changes.length > 0)
    throw new InputError(
      `--resume takes the scenario of the run as it is: leave out ${operands[0] ?? changes[0]}. To change it, run the changed file with --project ${project}: what it has in common with earlier runs is not simulated again.`,
    );
  const recording = resumeRecording(project, runId === NEWEST ? undefined : runId);
  if (!recording.ok) throw new InputError(`--resume: ${recording.message}`);
  return recording.value;
}

/** Every point is in the project as soon as it is known; where that fails, the run ends and a copy of the project has what was simulated. */
async function simulate(
  scenario: Scenario,
  { shelf, ...options }: Pick<LocalRunOptions, 'executor' | 'studies'> & { readonly shelf: RecordShelf | null },
  recording: RunRecording | null,
): Promise<LocalRun> {
  const interruption = listenForInterruption();
  const line = createProgressLine(process.stderr);
  const unkept = new AbortController();
  let problem = '';
  try {
    const run = await runOnThisMachine(scenario, {
      ...options,
      simulations: shelf ? shelving(shelf, recording?.simulations) : recording?.simulations,
      signal: AbortSignal.any([interruption.signal, unkept.signal]),
      onProgress: (progress) => {
        line.show(progress);
        const kept = recording?.keep(progress.points);
        if (kept?.ok !== false) return;
        problem ||= kept.message;
        unkept.abort();
      },
    });
    const finished = recording?.finish(run);
    if (finished?.ok === false) problem = finished.message;
    if (recording && recording.unwritten !== '') problem = await saveElsewhere(recording);
    return problem === '' ? run : { ...run, failure: problem };
  } finally {
    line.clear();
    recording?.close();
    interruption.release();
  }
}

/** Saves what the project does not take. Returns why it does not, and what became of it. */
export async function saveElsewhere(recording: RunRecording): Promise<string> {
  const { unwritten } = recording;
  const saved = await recording.saveElsewhere();
  return saved.ok
    ? `${unwritten}\nAll of it is in ${saved.value}: go on with lab run --project ${saved.value} --resume.`
    : `${unwritten}\nNo copy could be written either, and what was done since is lost: ${saved.message}`;
}

export async function shown(run: LocalRun, startedAt: string, formats: Formats): Promise<string> {
  if (formats.json) return JSON.stringify(run.result, null, 2);
  if (!formats.csv)
    return [measurementTable, runTable, whatNextTable, sensitivityTable, parameterTable]
      .map((table) => table(run.result))
      .filter(Boolean)
      .join('\n');
  const { csvReport } = await loadReports();
  const tables = csvReport(run.result, commandLineSummary(run, startedAt), formats.layout);
  return tables.find(({ name }) => /-points(-long)?\.csv$/.test(name))?.text ?? '';
}

export async function filesOf(run: LocalRun, startedAt: string, { json, csv, layout }: Formats): Promise<readonly NamedText[]> {
  const { csvReport, jsonReport } = await loadReports();
  const summary = commandLineSummary(run, startedAt);
  return [...(json ? [] : csvReport(run.result, summary, layout)), ...(csv ? [] : [jsonReport(run.result, summary)])];
}

/** Loaded when asked for: reports bring charts and fonts along. */
function loadReports() {
  return import('../../lab/reports.ts');
}

export function nothingRunYet(scenario: Scenario): LocalRun {
  const result: RunResult = { scenario, engineVersion: '', seed: scenario.method.seed, complete: false, points: [] };
  return { result, failure: null, reused: 0 };
}

/** A sentence, or empty. */
function reusedText({ reused }: LocalRun): string {
  if (reused === 0) return '';
  return reused === 1 ? 'One simulation was kept from before. ' : `${reused} simulations were kept from before. `;
}

function ending({ result, failure }: LocalRun): ExitStatus {
  if (!result.complete) tell(`Cancelled: ${result.points.length} points are done, wholly or in part.`);
  if (failure !== null) tell(failure);
  return result.complete && failure === null ? 0 : 1;
}
