import { describe, expect, it } from 'vitest';
import { fileNameOf, readJson, writeJson } from './scenario-file.ts';

describe('scenario files', () => {
  it('reads what it writes', () => {
    expect(readJson(writeJson({ vms: [{ name: 'a' }] }))).toEqual({ ok: true, draft: { vms: [{ name: 'a' }] } });
  });

  it('says what is wrong with text that is no JSON', () => {
    expect(readJson('{ "vms": [ }')).toMatchObject({ ok: false, message: expect.stringContaining('not valid JSON') });
  });

  it.each([
    ['Technique comparison', 'technique-comparison.json'],
    ['  24 VMs / SR-IOV  ', '24-vms-sr-iov.json'],
    ['', 'scenario.json'],
    [undefined, 'scenario.json'],
  ])('names the file of "%s" %s', (name, file) => {
    expect(fileNameOf(name)).toBe(file);
  });
});
