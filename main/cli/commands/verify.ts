import { randomInt } from 'node:crypto';
import { DEFAULT_SAMPLE, findingSentence, LARGEST_SAMPLE, LARGEST_SEED, verdictSentence } from '../../../shared/evidence/verification.ts';
import { openExecutor } from '../../lab/executors.ts';
import { verifyArchive } from '../../lab/evidence.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { onlyOperand, wholeNumber } from '../options.ts';
import { print } from '../output.ts';
import { createProgressLine } from '../progress-bar.ts';

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
    const sample = options.all ? Infinity : (wholeNumber('--sample', options.sample, 0, LARGEST_SAMPLE) ?? DEFAULT_SAMPLE);
    const seed = wholeNumber('--seed', options.seed, 0, LARGEST_SEED) ?? randomInt(LARGEST_SEED);
    const executor = await openExecutor({ kind: 'threads' });
    if (!executor.ok) throw new InputError(executor.message);
    const interruption = listenForInterruption();
    const line = createProgressLine(process.stderr, 'comparing the results');
    try {
      const checked = await verifyArchive(path, {
        executor: executor.value,
        sample,
        seed,
        signal: interruption.signal,
        onProgress: (progress) => line.show(progress),
      });
      line.clear();
      if (!checked.ok) throw new InputError(checked.message);
      const verification = checked.value;
      const sentences = [verdictSentence(verification), ...verification.findings.map(findingSentence)];
      await print(options.json ? JSON.stringify(verification, null, 2) : sentences.join('\n'));
      return verification.verdict === 'identical' ? 0 : 1;
    } finally {
      interruption.release();
      await executor.value.close();
    }
  },
});
