/** Evidence archives: made of a run of this machine, or of one that a project holds, and verified. */
import type { RunSummary } from '../../shared/contract/endpoints.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { Verification } from '../../shared/evidence/verification.ts';
import { reportSectionIds } from '../../shared/report/sections.ts';
import type { HostProbe } from '../../shared/testbed/host-probe.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { checkScenario } from '../../shared/scenario/check.ts';
import { labWords } from '../texts/words.ts';
import { ENGINE_VERSION } from '../engine/run-record.ts';
import { lookUpFirst, type SimulationStore } from '../experiment/executor/looking-up.ts';
import { openProject } from '../project/open-project.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import { deriveResult, type DeriveOptions } from '../evidence/derive-result.ts';
import type { Manifest } from '../evidence/evidence-format.ts';
import { firstDifference } from '../evidence/first-difference.ts';
import { RecordShelf, shelving } from '../evidence/record-shelf.ts';
import { byPoint, verifyEvidence, type VerifyOptions } from '../evidence/verify-evidence.ts';
import { writeEvidence } from '../evidence/write-evidence.ts';
import { applicationVersion } from '../report/run-facts.ts';
import { pdfReport } from '../report/index.ts';
import { catalogue } from './catalogue.ts';
import { defaultDataFolder } from './data-folder.ts';
import { readKeptValidation } from './kept-validation.ts';
import { describeMachine } from './machine.ts';
import { probeThisHost } from './probe.ts';

export { RecordShelf, shelving } from '../evidence/record-shelf.ts';

export interface WholeRun {
  readonly result: RunResult;
  readonly summary: RunSummary;
}

/**
 * @param records of all simulations of the run
 * @param dataFolder where the validation lies that the report tells of
 */
export async function makeEvidence(
  path: string,
  { result, summary }: WholeRun,
  records: RecordShelf,
  dataFolder = defaultDataFolder(),
): Promise<Reply<Manifest>> {
  if (!result.complete || summary.status !== 'done') return refuse('refused', labWords().lab.evidence.incompleteRun);
  const { bytes: report } = await pdfReport({
    result,
    summary,
    validation: readKeptValidation(dataFolder, ENGINE_VERSION),
    measurements: [],
    sections: reportSectionIds,
  });
  return writeEvidence(path, {
    result,
    run: { runId: summary.runId, startedAt: summary.startedAt },
    records,
    environment: { ...describeMachine(), probe: probeOfThisMachine() },
    report,
    applicationVersion,
    createdAt: new Date().toISOString(),
  });
}

export interface HeldRunOptions extends DeriveOptions {
  /** The record of a simulation that the project keeps, or null. */
  readonly findKept: SimulationStore['find'];
  readonly dataFolder?: string;
}

/**
 * Evidence of a run that a project holds. Records that the project no longer keeps are simulated again; numbers that do not come out as they stand in the
 * project are refused.
 */
export async function makeEvidenceOfHeldRun(path: string, run: WholeRun, options: HeldRunOptions): Promise<Reply<Manifest>> {
  const { result } = run;
  if (result.engineVersion !== ENGINE_VERSION)
    return refuse('refused', labWords().lab.evidence.otherEngine(result.engineVersion, ENGINE_VERSION));
  const shelf = new RecordShelf();
  const executor = lookUpFirst(options.executor, shelving(shelf, { find: options.findKept, keep: () => undefined }));
  const derived = await deriveResult(result, { ...options, executor });
  if (options.signal.aborted) return refuse('cancelled', labWords().lab.evidence.cancelled);
  const differs = firstDifference(asJson(result), asJson(derived));
  if (differs) return refuse('damaged', labWords().lab.evidence.differs(differs.path, differs.one, differs.other));
  return makeEvidence(path, run, shelf, options.dataFolder);
}

/** The same of a project that is not open. */
export async function makeEvidenceOfProject(
  path: string,
  run: WholeRun,
  projectPath: string,
  options: DeriveOptions,
): Promise<Reply<Manifest>> {
  const opened = openProject(projectPath, { readOnly: true });
  if (!opened.ok) return opened;
  try {
    return await makeEvidenceOfHeldRun(path, run, { ...options, findKept: (key) => opened.value.findSimulation(key) });
  } finally {
    opened.value.close();
  }
}

function asJson(result: RunResult): unknown {
  return JSON.parse(JSON.stringify(byPoint(result)));
}

/** Without the host's name, as archives are handed on; null where the lab probes no hosts. */
function probeOfThisMachine(): HostProbe | null {
  return process.platform === 'linux' ? { ...probeThisHost().probe, origin: 'this machine' } : null;
}

/** Also refuses an archive whose scenario cannot be run. */
export async function verifyArchive(path: string, options: VerifyOptions): Promise<Reply<Verification>> {
  const evidence = await readEvidence(path);
  if (!evidence.ok) return evidence;
  const [problem] = checkScenario(evidence.value.result.scenario, catalogue).problems.filter(({ severity }) => severity === 'error');
  if (problem) return refuse('damaged', labWords().lab.evidence.scenarioProblem(problem.path, problem.message));
  return succeed(await verifyEvidence(evidence.value, options));
}
