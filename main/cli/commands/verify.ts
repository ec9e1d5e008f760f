import { randomInt } from 'node:crypto';
import { openExecutor } from '../../lab/executors.ts';
import { verifyArchive, type Verification } from '../../lab/evidence.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { onlyOperand, wholeNumber } from '../options.ts';
import { print } from '../output.ts';

const DEFAULT_SAMPLE = 10;
const LARGEST_SEED = 2 ** 32 - 1;

export const verifyCommand = defineCommand({
  name: 'verify',
  operands: 'FILE',
  summary:
    'Checks an evidence archive (lab run --evidence): its digests, some of its simulations made again, and its results derived from the records of all. Exit status 0: identical; 1: different, or of another engine.',
  options: {
    sample: { type: 'string', takes: 'N', description: `Simulations that are made again. Default: ${DEFAULT_SAMPLE}.` },
    all: { type: 'boolean', description: 'All simulations are made again.' },
    seed: { type: 'string', takes: 'S', description: 'Of the draw of the sample. Default: another each time, which is told.' },
    json: { type: 'boolean', description: 'Prints what was found as JSON.' },
  },
  run: async ({ options, operands }) => {
    const path = onlyOperand(operands, 'evidence archive');
    if (options.all && options.sample !== undefined) throw new InputError('Give --all or --sample, not both.');
    const sample = options.all ? Infinity : (wholeNumber('--sample', options.sample, 0, 1_000_000) ?? DEFAULT_SAMPLE);
    const seed = wholeNumber('--seed', options.seed, 0, LARGEST_SEED) ?? randomInt(LARGEST_SEED);
    const executor = await openExecutor({ kind: 'threads' });
    if (!executor.ok) throw new InputError(executor.message);
    const interruption = listenForInterruption();
    try {
      const checked = await verifyArchive(path, {
        executor: executor.value,
        sample,
        seed,
        signal: interruption.signal,
        onProgress: () => undefined,
      });
      if (!checked.ok) throw new InputError(checked.message);
      const { engineVersion, verification } = checked.value;
      await print(options.json ? JSON.stringify({ engineVersion, ...verification }, null, 2) : inWords(verification, engineVersion));
      return verification.verdict === 'identical' ? 0 : 1;
    } finally {
      interruption.release();
      await executor.value.close();
    }
  },
});

function inWords({ verdict, simulations, simulatedAgain, seed, points, findings }: Verification, engineVersion: string): string {
  const made = `${simulatedAgain} of ${simulations} simulations were made again (--seed ${seed}), and ${points} points derived from their records.`;
  const verdicts = {
    identical: `Identical, bit for bit: ${made}`,
    different: `Different. ${made}`,
    'other-version': `Not comparable: the archive is of engine ${engineVersion}, and this is another. Its digests hold. Verify it with that version.`,
    cancelled: 'Cancelled: nothing can be said.',
  };
  return [verdicts[verdict], ...findings.map(({ place, message }) => [place, message].filter(Boolean).join(': '))].join('\n');
}
