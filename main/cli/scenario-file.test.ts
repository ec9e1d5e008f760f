import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeProblem, readScenarioFile } from './scenario-file.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

function write(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

describe('a scenario file', () => {
  it('may be JSON or YAML', () => {
    const content = { name: 'x', costs: { 'vm.exit': 1 }, vms: [{ name: 'vm', count: 2 }] };
    expect(readScenarioFile(write('a.json', `\uFEFF${JSON.stringify(content, null, '\t')}`.slice(1))).content).toEqual(content);
    const yaml = '# a comment\nname: x\ncosts: { vm.exit: 1 }\nvms:\n  - name: vm\n    count: 2\n';
    expect(readScenarioFile(write('a.yaml', yaml)).content).toEqual(content);
  });

  it('knows the line and column of every value, and of the nearest parent of what is left out', () => {
    const file = readScenarioFile(write('a.yaml', 'name: x\ncosts:\n  vm.exit: 1\nvms:\n  - name: vm\n    count: 2\n'));
    const place = (path: string) => file.locate(path).slice(file.path.length);
    expect(['', 'costs.vm.exit', 'vms.0.count', 'vms.0', 'vms.0.weight', 'vms.3.count', 'host.cores'].map(place)).toEqual([
      ':1:1',
      ':3:3',
      ':6:5',
      ':5:5',
      ':5:5',
      ':4:1',
      ':1:1',
    ]);
    expect(describeProblem(file, { path: 'vms.0.count', severity: 'error', message: 'Too many.' })).toBe(
      `${file.path}:6:5: vms.0.count: error: Too many.`,
    );
  });

  it.each([
    ['a.json', '{"name": "x",\n "name": "y"}', ':2:2: error: the key `name` stands twice in the same object. Remove one of them.'],
    ['a.yaml', 'vms:\n  - name: vm\n    name: other\n', ':3:5: error: the key `name` stands twice'],
    ['a.json', '{\n"a": 1,\n}', ':3:1: error: this is not JSON'],
    ['a.json', '{"a": ', 'error: this is not JSON'],
    ['a.json', '', ': error: this is not JSON: the file is empty. Correct it, or name the file .yaml if it is YAML.'],
    ['a.json', 'name: x', 'name the file .yaml if it is YAML'],
    ['a.yaml', 'a: [1,\n', ':2:1: error: this is neither JSON nor YAML'],
    ['a.yaml', 'a: *nowhere', 'cannot be read: Unresolved alias'],
    ['a.yaml', 'a: !!js/function x', 'error: this is neither JSON nor YAML'],
    [
      'a.yaml',
      `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`,
      'cannot be read',
    ],
  ])('%s of %j is refused with its place', (name, content, words) => {
    expect(() => readScenarioFile(write(name, content))).toThrow(words);
  });

  it('is refused when it is no text, a folder, not there, or too large', () => {
    expect(() => readScenarioFile(write('a.json', Uint8Array.of(0x7b, 0xff, 0xfe)))).toThrow('is not text (UTF-8)');
    expect(() => readScenarioFile(temporaryFolder())).toThrow('cannot be read: it is a folder. Check the path');
    expect(() => readScenarioFile('missing.json')).toThrow('missing.json cannot be read: there is no such file. Check the path');
    expect(() => readScenarioFile(write('a.json', ' '.repeat(17 * 1024 * 1024)))).toThrow('too large for a scenario');
  });
});
