import { once } from 'node:events';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { noOperands, wholeNumber } from '../options.ts';
import { tell } from '../output.ts';
import { readAddress } from '../redis-option.ts';

const [DEFAULT_TAKEOVER_S, DEFAULT_GRACE_S] = [30, 5];

export const workerCommand = defineCommand({
  name: 'worker',
  operands: '',
  summary:
    'Simulates for runs elsewhere (lab run FILE --redis URL) until Ctrl+C; any number of workers on any number of machines. Ctrl+C hands back what it has not done.',
  options: {
    redis: { type: 'string', takes: 'URL', description: 'The Redis server of the runs: redis://host:6379, rediss:// for TLS.' },
    workers: { type: 'string', takes: 'N', description: 'Simulations at the same time. Default: one for each processor.' },
    takeover: {
      type: 'string',
      takes: 'SECONDS',
      description: `Without a sign of life for so long, the tasks of this worker are taken over by others. Default ${DEFAULT_TAKEOVER_S}.`,
    },
    grace: {
      type: 'string',
      takes: 'SECONDS',
      description: `After Ctrl+C, what has not ended by then is handed back for others. Default ${DEFAULT_GRACE_S}.`,
    },
  },
  run: async ({ options, operands }) => {
    noOperands(operands);
    if (options.redis === undefined) throw new InputError('Name the Redis server of the runs: lab worker --redis redis://host:6379.');
    const address = readAddress(options.redis);
    const workers = wholeNumber('--workers', options.workers, 1, 1024);
    const takeoverS = wholeNumber('--takeover', options.takeover, 1, 3600) ?? DEFAULT_TAKEOVER_S;
    const graceS = wholeNumber('--grace', options.grace, 0, 3600) ?? DEFAULT_GRACE_S;
    const { signal } = listenForInterruption();
    // Loaded when asked for: the other commands need no Redis client.
    const { workForRedis } = await import('../../lab/work-for-redis.ts');
    const started = await workForRedis({ address, workers, takeoverMs: takeoverS * 1000, onNotice: tell });
    if (!started.ok) throw new InputError(`--redis: ${started.message}`);
    const { threads, version, end } = started.value;
    tell(
      `Working for runs at ${address.shown}: ${threads} at the same time, version ${version}. Ctrl+C ends it, and hands back what is not done.`,
    );
    if (!signal.aborted) await once(signal, 'abort');
    tell('Ending: taking no more.');
    const { done, handedBack } = await end(graceS * 1000);
    tell(`Ended: ${done} simulations done, ${handedBack} handed back.`);
    return 0;
  },
});
