import { describe, expect, it } from 'vitest';
import { fileNameStem } from './file-name.ts';

describe('the name of a report file', () => {
  it.each([
    ['Technique comparison', 'technique-comparison'],
    ['Grün & schnell: 64 B → 1518 B', 'grun-schnell-64-b-1518-b'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\temp\\x?.pdf', 'c-temp-x-pdf'],
    ['con', 'con-run'],
    ['LPT1', 'lpt1-run'],
    ['...', 'run'],
    ['測試', 'run'],
    ['\u0000\u202e', 'run'],
  ])('of scenario %j begins with %j', (scenarioName, stem) => expect(fileNameStem(scenarioName)).toBe(stem));

  it('is short and does not end with a hyphen', () => {
    expect(fileNameStem(`${'a'.repeat(59)} ${'b'.repeat(60)}`)).toBe('a'.repeat(59));
  });
});
