import { evidenceFiles, type Manifest } from './evidence-format.ts';

/** The README of an archive. */
export function instructions({ seed, points, simulations, engineVersion, run }: Omit<Manifest, 'files'>, scenarioName: string): string {
  return `Evidence of "${scenarioName}"

The run of ${run.startedAt}: ${points} points, ${simulations} simulations, seed ${seed}, IOVLab engine ${engineVersion}.
The same scenario, seed and engine give the same numbers on any machine, bit for bit.

Check it:

    lab verify FILE

tells whether every byte is as it was written, simulates some of the simulations again, derives the results
from the records of all of them, and says whether the numbers are identical. --all simulates all of them again.
Digests find accidents; a forged archive, with digests to match, is found by simulating again.

${evidenceFiles.scenario}      the scenario as it was run, with every default filled in
${evidenceFiles.result}        the results, as lab run --json prints them
simulations/       the record of each simulation under the SHA-256 of what it depends on, one a line
${evidenceFiles.environment}   the machine that wrote the archive, as lab probe sees it; the numbers do not depend on it
${evidenceFiles.report}        the report for people
${evidenceFiles.manifest}      versions, seed, and the SHA-256 of each file
`;
}
