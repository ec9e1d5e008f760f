import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lab } from '../main/cli/lab-process.fixture.ts';
import { runResultSchema } from '../shared/result/schema.ts';

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
