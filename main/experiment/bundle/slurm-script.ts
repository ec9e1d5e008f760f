/** The array job of a bundle for Slurm, https://slurm.schedmd.com/job_array.html. */
import { bundleFiles, type Bundle } from './bundle-format.ts';

/** Memory of a job, MiB: many times what most scenarios take. */
export const JOB_MEMORY_MIB = 2048;

export function slurmScript(bundle: Bundle, jobName: string): string {
  return `#!/bin/sh
# Simulates what the bundle lacks. In this folder: sbatch ${bundleFiles.slurm}
# Submit it again as often as needed: what has a record is not simulated again. At most 50 at a time: sbatch --array=0-${bundle.slices - 1}%50 ${bundleFiles.slurm}
#SBATCH --job-name=${jobName}
#SBATCH --array=0-${bundle.slices - 1}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=${JOB_MEMORY_MIB}M
#SBATCH --requeue
#SBATCH --output=${bundleFiles.logs}/slice-%a.txt
set -eu

# Slurm runs a copy of this script from elsewhere, in the folder in which it was submitted.
if [ ! -f ${bundleFiles.program} ]; then cd "$(dirname "$0")"; fi
if [ ! -f ${bundleFiles.program} ]; then
  echo 'Submit this script in the folder of the bundle: cd there first.' >&2
  exit 2
fi
# Clusters with environment modules: module load nodejs/24
if ! command -v node >/dev/null; then
  echo 'There is no node here: load or install Node 24.' >&2
  exit 2
fi
exec node ${bundleFiles.program}
`;
}
