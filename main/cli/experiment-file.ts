/** Experiments of the command line: read from the folder of the application or from a file, and checked. */
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suggest } from '../../shared/scenario/suggestion.ts';
import { checkExperiments } from '../../shared/validation/check.ts';
import type { PlannedExperiment } from '../../shared/validation/plan.ts';
import { catalogue, listExperimentFiles } from '../lab/validate-on-this-machine.ts';
import { InputError } from './input-error.ts';
import { describeProblem, readScenarioFile } from './scenario-file.ts';

/** One experiment or a list of them. Throws InputError with every problem when one of them cannot be run. */
export function readExperimentFile(path: string): readonly PlannedExperiment[] {
  const file = readScenarioFile(path);
  const { problems, planned } = checkExperiments(file.content, catalogue);
  if (problems.length > 0) throw new InputError(problems.map((problem) => describeProblem(file, problem)).join('\n'));
  return planned;
}

/** Those of the application, one file each. Throws InputError with the problems of all files. */
export function readOwnExperiments(): readonly PlannedExperiment[] {
  const complaints: string[] = [];
  const planned = listExperimentFiles().flatMap((url) => {
    const path = relative('.', fileURLToPath(url));
    try {
      const experiments = readExperimentFile(path);
      const [first] = experiments;
      const name = basename(path, '.json');
      if (first?.experiment.id !== name)
        complaints.push(`${path}: error: the experiment is called "${first?.experiment.id}". Rename the file or the experiment.`);
      return experiments;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      complaints.push(error.message);
      return [];
    }
  });
  if (complaints.length > 0) throw new InputError(complaints.join('\n'));
  return planned;
}

/** The experiments of these identities, all without one. Throws InputError for one that is not there. */
export function selectExperiments(planned: readonly PlannedExperiment[], ids: readonly string[]): readonly PlannedExperiment[] {
  const known = planned.map(({ experiment }) => experiment.id);
  for (const id of ids) if (!known.includes(id)) throw new InputError(`--only ${id}: there is no experiment "${id}".${suggest(id, known)}`);
  return ids.length === 0 ? planned : planned.filter(({ experiment }) => ids.includes(experiment.id));
}
