import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../shared/scenario/schema.ts';
import { findCommand } from './commands.ts';
import { InputError } from './input-error.ts';
import { lab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const scenario = {
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 30 } }],
  techniques: [{ name: 'sriov' }],
  method: { durationMs: 1, replications: 2 },
} satisfies ScenarioInput;

function write(): string {
  const file = join(temporaryFolder(), 'small.json');
  writeFileSync(file, JSON.stringify(scenario));
  return file;
}

describe('where simulations run', () => {
  it('is the same to their numbers', async () => {
    const file = write();
    const inline = await lab('run', file, '--json', '--executor', 'inline');
    expect(inline).toMatchObject({ status: 0, stderr: '' });
    expect(inline.stdout).toBe((await lab('run', file, '--json', '--executor', 'threads')).stdout);
  });

  it.each([
    [['run', '--executor', 'inlin'], '--executor takes inline or threads, not "inlin". Did you mean `inline`?'],
    [['run', '--redis', 'localhost'], '--redis: This is no address of a Redis server. It looks like this: redis://'],
    [['run', '--redis', 'redis://127.0.0.1:1', '--workers', '2'], '--redis takes the place of --executor and --workers'],
    [
      ['run', '--redis', 'redis://lab:secret@127.0.0.1:1'],
      '--redis: Redis at redis://lab:***@127.0.0.1:1/0 cannot be used: nothing answers on port 1 of 127.0.0.1. Start the server there (redis-server), or correct the address.',
    ],
    [['run', '--slices', '4'], '--slices is for --bundle'],
    [['worker'], 'Name the Redis server of the runs: lab worker --redis redis://host:6379.'],
    [['worker', '--redis', 'redis://127.0.0.1:1'], 'Redis at redis://127.0.0.1:1/0 cannot be used: nothing answers'],
    [['serve', '--redis', 'redis://127.0.0.1:1'], 'Redis at redis://127.0.0.1:1/0 cannot be used: nothing answers'],
  ])('is refused with advice when it cannot be had: lab %s', async ([command = '', ...options], advice) => {
    const refusal: unknown = await findCommand(command)
      .execute([...(command === 'run' ? [write()] : []), ...options])
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InputError);
    expect((refusal as InputError).message).toContain(advice);
    expect((refusal as InputError).message).not.toContain('secret');
  });
});
