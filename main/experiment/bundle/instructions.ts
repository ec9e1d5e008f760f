import { bundleFiles, type Bundle } from './bundle-format.ts';
import { CLAIM } from './kubernetes-job.ts';

/** The README of a bundle. */
export function instructions(bundle: Bundle, scenarioName: string): string {
  const { slices, simulations, version } = bundle;
  return `# Simulations of "${scenarioName}"

${simulations} simulations in ${slices} slices, for IOVLab ${version}. Everything needed is in this folder, but for Node 24 or later: no network, no installation.

1. Bring the folder to where it is to run, onto storage that all machines share.
2. Start the jobs:
   - Slurm: \`sbatch ${bundleFiles.slurm}\` in this folder.
   - Kubernetes: a claim \`${CLAIM}\` (ReadWriteMany) that holds this folder, then \`kubectl create -f ${bundleFiles.kubernetes}\`.
   - Anything else: \`node ${bundleFiles.program} --slice N\` for N from 0 to ${slices - 1}, in any order, at any time, on any machine.
3. Bring the folder back, and gather: \`lab collect DIR\`, with \`--json\`, \`--csv\`, \`--out DIR\` or \`--project FILE.iovlab\` as \`lab run\` has them.

\`lab collect\` says what is missing, and shows what is there. Start the jobs again for the rest: what has a record is not simulated again, and a job that was killed
leaves nothing half. Several folders with different records can be merged by copying one \`${bundleFiles.records}\` over the other. The result is the same, bit for bit, as that of \`lab run\`.

| file | what it is |
| --- | --- |
| ${bundleFiles.scenario} | the scenario, checked |
| ${bundleFiles.tasks} | a line for each simulation, under the SHA-256 of its content; some lead to further ones, which their job does too |
| ${bundleFiles.program} | the engine and all that it needs, in one readable script |
| ${bundleFiles.slurm}, ${bundleFiles.kubernetes} | the array jobs |
| ${bundleFiles.records} | one file for each simulation that is done |
| ${bundleFiles.bundle} | version, number of slices, digest of the scenario |
`;
}
