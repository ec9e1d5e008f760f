import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { runResultSchema } from '../shared/result/schema.ts';

const lab = (...arguments_: string[]) =>
  promisify(execFile)(process.execPath, ['main/cli/main.ts', ...arguments_], { maxBuffer: 1 << 28 }).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ status: error.code, stdout: error.stdout, stderr: error.stderr }),
  );

const files = readdirSync('examples').filter((name) => name.endsWith('.json'));

describe('examples', () => {
  for (const file of files) {
    it(`${file} runs from the command line, explains itself, and closes its accounts`, async () => {
      const { status, stdout } = await lab('run', `examples/${file}`, '--replications', '1', '--json');
      expect(status).toBe(0);
      const result = runResultSchema.parse(JSON.parse(stdout));
      expect(result.scenario.description.length).toBeGreaterThan(100);
      for (const { accounting, refusal, cycles, metrics } of result.points) {
        expect(accounting.inFlightStart + accounting.offered).toBe(accounting.delivered + accounting.lost + accounting.inFlightEnd);
        if (refusal !== null) continue;
        const cyclesPerPacket = cycles.reduce((sum, entry) => sum + entry.cyclesPerPacket, 0);
        expect(cyclesPerPacket / (metrics['cyclesPerPacket']?.mean ?? 0)).toBeCloseTo(1, 6);
      }
    });
  }
});

describe('bad input on the command line', () => {
  it('names the file that cannot be read and exits with 2', async () => {
    const { status, stderr } = await lab('run', 'examples/missing.json');
    expect(status).toBe(2);
    expect(stderr).toContain('examples/missing.json cannot be read');
  });

  it('refuses an unknown command and an unknown option', async () => {
    expect((await lab('rum')).status).toBe(2);
    expect((await lab('run', 'examples/web-servers.json', '--turbo')).status).toBe(2);
  });

  it('prints the schema, the techniques and the profiles as JSON', async () => {
    for (const command of ['schema', 'techniques', 'profiles']) {
      const { status, stdout } = await lab(command);
      expect(status).toBe(0);
      expect(typeof JSON.parse(stdout)).toBe('object');
    }
  });
});
