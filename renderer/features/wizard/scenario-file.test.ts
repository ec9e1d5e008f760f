import { describe, expect, it } from 'vitest';
import { fileNameOf, readJson, readScenarioText, writeJson } from './scenario-file.ts';

describe('scenario files', () => {
  it('reads what it writes', () => {
    expect(readJson(writeJson({ vms: [{ name: 'a' }] }))).toEqual({ ok: true, draft: { vms: [{ name: 'a' }] } });
  });

  it('reads YAML by the name of the file, and says what is wrong with it', async () => {
    expect(await readScenarioText('a.YAML', 'vms:\n  - name: a\n')).toEqual({ ok: true, draft: { vms: [{ name: 'a' }] } });
    expect(await readScenarioText('a.json', '{}')).toEqual({ ok: true, draft: {} });
    expect(await readScenarioText('a.yml', 'vms: [')).toMatchObject({ ok: false, message: expect.stringContaining('not valid YAML') });
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
