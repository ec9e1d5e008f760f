import { describe, expect, it } from 'vitest';
import { noOperands, onlyOperand, parseArguments, percentage, wholeNumber } from './options.ts';

const table = {
  seed: { type: 'string', takes: 'N', description: '' },
  set: { type: 'string', multiple: true, description: '' },
  json: { type: 'boolean', description: '' },
} as const;

const parse = (...arguments_: string[]) => parseArguments(table, arguments_);

describe('options', () => {
  it('may stand before and after the operands, with a space or an equals sign', () => {
    const { options, operands } = parse('--seed', '3', 'file', '--set=a=1', '--json', '--set', 'b=2', '--', '--other');
    expect({ ...options }).toEqual({ seed: '3', set: ['a=1', 'b=2'], json: true });
    expect(operands).toEqual(['file', '--other']);
    expect(parse('-h').options.help).toBe(true);
  });

  it.each([
    [['--sede', '3'], 'There is no option --sede here. Did you mean `--seed`?'],
    [['-x'], 'There is no option -x here'],
    [['--constructor'], 'There is no option --constructor here'],
    [['--seed'], '--seed needs a value: --seed=N.'],
    [['--json=yes'], '--json takes no value: leave out "=yes".'],
  ])('refuses %j with advice', (arguments_, message) => {
    expect(() => parse(...arguments_)).toThrow(message);
  });

  it('take whole numbers within their bounds', () => {
    expect([wholeNumber('--n', '12', 0, 12), wholeNumber('--n', undefined, 0, 12)]).toEqual([12, undefined]);
    for (const text of ['13', '-1', '1.5', '1e1', '', 'x', '0x1'])
      expect(() => wholeNumber('--n', text, 0, 12)).toThrow(`--n takes a whole number from 0 to 12, not "${text}".`);
  });
});

describe('percentages', () => {
  it('are taken with and without their sign, within their bounds', () => {
    expect(['2%', '2 %', '2', '0.5%'].map((text) => percentage('--p', text, 0.1, 50))).toEqual([0.02, 0.02, 0.02, 0.005]);
    expect(percentage('--p', undefined, 0, 1)).toBeUndefined();
    for (const text of ['0', '51%', '-1%', 'x', '', '1e1', '2%%'])
      expect(() => percentage('--p', text, 0.1, 50)).toThrow(`--p takes percent from 0.1% to 50%, such as --p 2%, not "${text}".`);
  });
});

describe('operands', () => {
  it('are counted', () => {
    expect(onlyOperand(['a'], 'file')).toBe('a');
    expect(() => onlyOperand([], 'file')).toThrow('Name one file.');
    expect(() => onlyOperand(['a', 'b'], 'file')).toThrow('Name one file, not 2: a, b.');
    expect(() => noOperands(['a'])).toThrow('takes no "a"');
  });
});
