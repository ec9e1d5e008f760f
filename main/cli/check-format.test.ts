import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const messy =
  '{"techniques":[{"name":"sriov"}],"vms":[{"count":1,"name":"vm"}],"flows":[{"traffic":{"load":20,"kind":"poisson"},"vms":"vm","name":"load"}],"nic":{"profile":"x710"},"name":"Messy"}';

describe('lab check --format', () => {
  it('prints a scenario fit for version control, and --write puts it into the file, once and for all', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'messy.json');
    writeFileSync(path, messy);
    const printed = await lab('check', '--format', path);
    expect(printed.status).toBe(0);
    expect(Object.keys(JSON.parse(printed.stdout) as object)).toEqual(['format', 'version', 'name', 'nic', 'vms', 'flows', 'techniques']);
    expect(readFileSync(path, 'utf8')).toBe(messy);

    expect((await lab('check', '--write', path)).status).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(printed.stdout);
    expect((await lab('check', '--format', path)).stdout).toBe(printed.stdout);
    expect(readdirSync(folder)).toEqual(['messy.json']);
  });

  it('does not write over YAML, which has comments, nor over what cannot be run', async () => {
    const folder = temporaryFolder();
    const yaml = join(folder, 'a.yaml');
    writeFileSync(yaml, '# mine\ntechniques: []\n');
    expect(await lab('check', '--write', yaml)).toMatchObject({ status: 2, stderr: expect.stringContaining('it would lose its comments') });
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, '{"techniques": []}');
    expect((await lab('check', '--write', bad)).status).toBe(2);
    expect(readFileSync(bad, 'utf8')).toBe('{"techniques": []}');
  });
});
