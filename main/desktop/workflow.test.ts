/** The workflow file does what README says, on the three systems, with the least rights. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');

const stepSchema = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const jobSchema = z.looseObject({
  'runs-on': z.string(),
  'timeout-minutes': z.int(),
  container: z.string().optional(),
  strategy: z
    .looseObject({
      matrix: z.object({ os: z.array(z.string()).optional(), include: z.array(z.looseObject({ os: z.string() })).optional() }),
    })
    .optional(),
  steps: z.array(stepSchema),
});
const { permissions, jobs } = z
  .looseObject({ permissions: z.record(z.string(), z.string()), jobs: z.record(z.string(), jobSchema) })
  .parse(parse(read('.github/workflows/check.yml')));
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));

const stepsOf = (job: string) => jobs[job]?.steps ?? [];
const commandsOf = (job: string) => stepsOf(job).flatMap(({ run }) => run ?? []);
const systemsOf = (job: string) => {
  const matrix = jobs[job]?.strategy?.matrix;
  return [...(matrix?.os ?? []), ...(matrix?.include ?? []).map(({ os }) => os)].map((os) => os.split('-')[0]).sort();
};
const allSteps = Object.keys(jobs).flatMap(stepsOf);

describe('the workflow', () => {
  it('tests, tries the desktop app and packs on three systems', () => {
    for (const job of ['test', 'desktop', 'package']) expect(systemsOf(job)).toEqual(['macos', 'ubuntu', 'windows']);
  });

  it('runs the test command of README with Node 20', () => {
    const command = /## Run the tests[\s\S]*?```\w*\n(.*)\n```/.exec(read('README.md'))?.[1];
    expect(command).toBe('npm ci && npm test');
    expect(commandsOf('test')).toEqual(expect.arrayContaining(['npm ci', 'npm test']));
    for (const { with: options } of allSteps.filter(({ uses }) => uses?.startsWith('actions/setup-node@')))
      expect(options?.['node-version']).toBe(20);
  });

  it('runs what decides whether a change lands, on a fresh Debian with Node 20', () => {
    expect(jobs['debian']?.container).toMatch(/^node:20-/);
    expect(commandsOf('debian')).toEqual(['.ci/run']);
  });

  it('runs the specs in the desktop app, in a virtual display on Linux', () => {
    const commands = commandsOf('desktop');
    expect(commands.filter((command) => command.includes('playwright test --project=desktop'))).toHaveLength(2);
    expect(commands.some((command) => command.startsWith('xvfb-run'))).toBe(true);
    expect(read('playwright.config.ts')).toContain("name: 'desktop'");
  });

  it('calls scripts that exist', () => {
    const called = allSteps.flatMap(({ run }) =>
      [...(run ?? '').matchAll(/npm (?:run )?(test|build|dist)\b/g)].map((match) => match[1] ?? ''),
    );
    expect(new Set(called)).toEqual(new Set(['test', 'build', 'dist']));
    for (const script of called) expect(scripts).toHaveProperty(script);
  });

  it('keeps every kind of package', () => {
    const files = (jobs['package']?.strategy?.matrix.include ?? []).map((entry) => String(entry['files'])).join('\n');
    for (const extension of ['deb', 'AppImage', 'dmg', 'exe']) expect(files).toContain(`release/*.${extension}`);
  });

  it('may only read, has time limits, and pins what it uses', () => {
    expect(permissions).toEqual({ contents: 'read' });
    for (const { uses, with: options } of allSteps) {
      if (uses === undefined) continue;
      expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
      if (uses.startsWith('actions/checkout@')) expect(options?.['persist-credentials']).toBe(false);
    }
    expect(Object.values(jobs).every((job) => !/latest$/.test(job['runs-on']))).toBe(true);
  });
});
