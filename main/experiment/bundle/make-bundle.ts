/** Writes a bundle: as a whole, or not at all. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuse, succeed, type Reply } from '../../../shared/contract/reply.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import { fromSources } from '../../from-sources.ts';
import { TASK_VERSION } from '../executor/task-version.ts';
import { bundleFiles, newBundle, scenarioDigest, type Bundle } from './bundle-format.ts';
import { bundleProgram } from './bundle-program.ts';
import { instructions } from './instructions.ts';
import { kubernetesJob } from './kubernetes-job.ts';
import { slurmScript } from './slurm-script.ts';
import { listTasks, writeTaskList } from './task-list.ts';

/** Few enough for any cluster (Slurm takes 1,001 without being told otherwise), enough to keep one busy. */
const DEFAULT_SLICES = 64;

/** `slices`: jobs of the array. Default 64, or as many as there are simulations. */
export async function makeBundle(folder: string, scenario: Scenario, slices?: number): Promise<Reply<Bundle>> {
  if (!fromSources)
    return refuse(
      'unavailable',
      'A bundle is made by the bundler of the repository, which the packages do not bring: make it in a checkout.',
    );
  if (existsSync(folder) && readdirSync(folder).length > 0)
    return refuse('refused', `${folder} exists already and is not empty. Choose another folder, or remove it.`);
  const tasks = await listTasks(scenario);
  const bundle = newBundle({
    version: TASK_VERSION,
    scenario: scenarioDigest(scenario),
    slices: Math.min(slices ?? DEFAULT_SLICES, Math.max(1, tasks.length)),
    simulations: tasks.length,
  });
  const jobName = `iovlab-${bundle.scenario.slice(0, 8)}`;
  const contents: Readonly<Record<string, string>> = {
    [bundleFiles.tasks]: writeTaskList(tasks),
    [bundleFiles.scenario]: `${JSON.stringify(scenario, null, 2)}\n`,
    [bundleFiles.program]: await bundleProgram(),
    [bundleFiles.slurm]: slurmScript(bundle, jobName),
    [bundleFiles.kubernetes]: kubernetesJob(bundle, jobName),
    [bundleFiles.instructions]: instructions(bundle, scenario.name),
    [bundleFiles.bundle]: `${JSON.stringify(bundle, null, 2)}\n`,
  };
  const unfinished = `${folder}.${process.pid}.part`;
  try {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(unfinished);
    for (const empty of [bundleFiles.records, bundleFiles.logs]) mkdirSync(join(unfinished, empty));
    for (const [name, content] of Object.entries(contents)) writeFileSync(join(unfinished, name), content, { flag: 'wx' });
    // An empty folder in its place is replaced.
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('failed', `The bundle ${folder} cannot be written: ${reason}. Choose another place, or make room.`);
  }
  return succeed(bundle);
}
