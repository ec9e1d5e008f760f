import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { commands, findCommand } from '../main/cli/commands.ts';
import { InputError } from '../main/cli/input-error.ts';
import { applySettingOptions } from '../main/cli/setting-option.ts';
import { checkScenario } from '../shared/scenario/check.ts';
import { newScenario } from '../shared/scenario/defaults.ts';
import { listNumericPaths } from '../shared/scenario/settings.ts';
import { catalogue } from '../main/lab/catalogue.ts';
import { share } from './inputs.ts';

const names = commands.map(({ name }) => name);
const options = [...new Set(commands.flatMap(({ usage }) => usage.match(/--[a-z-]+/g) ?? []))];
const number = fc.constantFrom('0', '-1', '1', '5', '1e3', '0x10', '99999999999999999999', '1.5', 'NaN', '');
const path = fc.constantFrom(
  ...listNumericPaths(newScenario()),
  'vms',
  'vms.0',
  '__proto__.x',
  'constructor',
  'vms.0.constructor.name',
  '..',
  'a.b.c',
);
const assignment = fc.record({ path, value: fc.oneof(number, fc.json(), fc.string()) }).map((one) => `${one.path}=${one.value}`);
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...options) },
  { weight: 1, arbitrary: fc.constantFrom('--', '-', '--help', '-h', '-x', '--no-json', '--=', '--set', '--constructor', '--__proto__') },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...options), fc.oneof(number, fc.string())).map((parts) => parts.join('=')) },
  { weight: 2, arbitrary: fc.oneof(number, assignment, fc.constantFrom('no-such-file.json', '.', '/', '\0', 'é\u202e')) },
  { weight: 1, arbitrary: fc.string() },
);

afterEach(() => vi.restoreAllMocks());

/** Output of the commands' help, which is not of interest here. */
function silenceOutput(): void {
  vi.spyOn(process.stdout, 'write').mockImplementation((...given: unknown[]) => {
    const [done] = given.filter((one) => typeof one === 'function');
    done?.();
    return true;
  });
}

describe('the command line', () => {
  it('refuses arguments that are too many, in words, whatever stands before them', async () => {
    silenceOutput();
    const outcomes = { helped: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.array(word, { maxLength: 6 }), async (name, words) => {
        try {
          // Options may take one of the superfluous operands as their value, so that there are three: nothing is ever done.
          expect(await findCommand(name).execute([...words, 'first', 'second', 'third'])).toBe(0);
          expect(words).toEqual(expect.arrayContaining([expect.stringMatching(/^(--help|-[a-z]*h)/)]));
          outcomes.helped++;
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          expect(error.message).toMatch(/[.?)]$/s);
          outcomes.refused++;
        }
      }),
      share(0.1),
    );
    expect(outcomes.helped).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(outcomes.helped);
  });

  it('knows every command there is and no other', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'rnu', 'RUN', '')), (name) => {
        if (names.includes(name)) return;
        expect(() => findCommand(name)).toThrow(InputError);
      }),
      share(0.05),
    );
  });

  it('changes only the setting that it names, or says why not', () => {
    const outcomes = { changed: 0, refused: 0 };
    const before = JSON.stringify(newScenario());
    fc.assert(
      fc.property(fc.array(fc.oneof(assignment, fc.string()), { minLength: 1, maxLength: 3 }), (assignments) => {
        const scenario = newScenario();
        try {
          checkScenario(applySettingOptions(scenario, assignments), catalogue);
          outcomes.changed++;
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          expect(error.message).toMatch(/^--set .*[.?]$/s);
          outcomes.refused++;
        }
        expect(JSON.stringify(scenario)).toBe(before);
        expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('x');
      }),
      share(0.1),
    );
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0);
  });
});
