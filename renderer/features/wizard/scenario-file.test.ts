import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { fileNameOf, readJson, readScenarioText, scenarioFileText, writeJson } from './scenario-file.ts';

describe('scenario files', () => {
  it('reads what it writes', () => {
    expect(readJson(writeJson({ vms: [{ name: 'a' }] }))).toEqual({ ok: true, draft: { vms: [{ name: 'a' }] } });
  });

  it('writes a file as lab check --write does, whatever the order of the draft, and a draft that is no scenario as it stands', () => {
    const kept = readFileSync('examples/technique-comparison.json', 'utf8');
    const reversed = Object.fromEntries(Object.entries(JSON.parse(kept) as object).toReversed());
    expect(scenarioFileText(reversed)).toBe(scenarioFileText(JSON.parse(kept)));
    expect(scenarioFileText(newScenario())).not.toContain('"seed"');
    expect(scenarioFileText({ vms: 3 })).toBe('{\n  "vms": 3\n}\n');
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
