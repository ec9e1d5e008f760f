import { benchmark, benchmarkObstacle, type Benchmark, type VariantSpeed } from '../../lab/benchmark.ts';
import { digits } from '../../../shared/units.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { noOperands, wholeNumber } from '../options.ts';
import { print } from '../output.ts';
import { textTable, wrap } from '../text-table.ts';

/** Measurements of each variant; odd, so that the median is one of them. */
const ROUNDS = 3;

export const benchCommand = defineCommand({
  name: 'bench',
  operands: '',
  summary: 'Measures the engine on this machine: events and packets a second, memory for each packet, growth with VMs, load and length.',
  options: {
    rounds: { type: 'string', takes: 'N', description: `Measurements of each variant; their median is shown. Default ${ROUNDS}.` },
    json: { type: 'boolean', description: 'Prints everything as JSON.' },
  },
  run: async ({ options, operands }) => {
    noOperands(operands);
    if (benchmarkObstacle !== '') throw new InputError(benchmarkObstacle);
    const rounds = wholeNumber('--rounds', options.rounds, 1, 101) ?? ROUNDS;
    const interruption = listenForInterruption();
    try {
      const result = await benchmark({
        rounds,
        signal: interruption.signal,
        onProgress: (done, total) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} measurements${done === total ? '\n' : ''}`);
        },
      });
      await print(options.json ? JSON.stringify(result, null, 2) : describe(result));
      return 0;
    } catch (error) {
      if (!interruption.signal.aborted) throw error;
      process.stderr.write('Cancelled.\n');
      return 1;
    } finally {
      interruption.release();
    }
  },
});

const HEAD = ['variant', 'M packets/s', 'M events/s', 'events/packet', 'ns/event', 'bytes/packet', 'real time'];

function describe({ variants, replications }: Benchmark): string {
  const numbers = new Set([...HEAD.keys()].filter((column) => column > 0));
  return [
    textTable([HEAD, ...variants.map(row)], { alignRight: numbers }),
    '',
    wrap(
      `Replications on ${replications.workers} workers run ${replications.speedup.toFixed(2)} times as fast as on one. ` +
        'Times are of the processor, medians over processes of their own. Real time: simulated time over time of the processor.',
      100,
    ),
  ].join('\n');
}

function row(speed: VariantSpeed): string[] {
  return [
    speed.name,
    digits(speed.framesPerSecond / 1e6),
    digits(speed.eventsPerSecond / 1e6),
    speed.eventsPerFrame.toFixed(2),
    digits(speed.nanosecondsPerEvent),
    speed.bytesPerFrame.toFixed(0),
    `${digits(speed.realTimeFactor)} x`,
  ];
}
