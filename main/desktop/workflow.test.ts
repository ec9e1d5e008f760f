/** The workflow files do what README says, on the three systems, with the least rights. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
  'runs-on': z.string().optional(),
  'timeout-minutes': z.int().optional(),
  uses: z.string().optional(),
  container: z.string().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  strategy: z
    .looseObject({
      matrix: z.object({ os: z.array(z.string()).optional(), include: z.array(z.looseObject({ os: z.string() })).optional() }),
    })
    .optional(),
  steps: z.array(stepSchema).default([]),
});
const workflowSchema = z.looseObject({
  on: z.looseObject({ workflow_call: z.looseObject({}).optional() }),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), jobSchema),
});

const folder = '.github/workflows';
const workflows = new Map(readdirSync(resolve(root, folder)).map((name) => [name, workflowSchema.parse(parse(read(`${folder}/${name}`)))]));
const check = workflows.get('check.yml') ?? workflowSchema.parse({});
const release = workflows.get('release.yml') ?? workflowSchema.parse({});
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));

const stepsOf = (job: string, workflow = check) => workflow.jobs[job]?.steps ?? [];
const commandsOf = (job: string, workflow = check) => stepsOf(job, workflow).flatMap(({ run }) => run ?? []);
const systemsOf = (job: string) => {
  const matrix = check.jobs[job]?.strategy?.matrix;
  return [...(matrix?.os ?? []), ...(matrix?.include ?? []).map(({ os }) => os)].map((os) => os.split('-')[0]).sort();
};
const allJobs = [...workflows.values()].flatMap(({ jobs }) => Object.values(jobs));
const allSteps = allJobs.flatMap(({ steps }) => steps);

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
    expect(check.jobs['debian']?.container).toMatch(/^node:20-/);
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
      [...(run ?? '').matchAll(/npm (?:run )?(?:-s )?(test|build|dist|sbom)\b/g)].map((match) => match[1] ?? ''),
    );
    expect(new Set(called)).toEqual(new Set(['test', 'build', 'dist', 'sbom']));
    for (const script of called) expect(scripts).toHaveProperty(script);
    const programs = allSteps.flatMap(({ run }) => [...(run ?? '').matchAll(/node (tools\/\S+)/g)].map((match) => match[1] ?? ''));
    expect(new Set(programs)).toEqual(new Set(['tools/check-installed.ts', 'tools/supply-chain/notices.ts']));
    for (const program of programs) expect(existsSync(resolve(root, program))).toBe(true);
  });

  it('installs the package of each system, and tries its window and its command line there', () => {
    const tries = stepsOf('package').filter(({ run }) => run?.includes('tools/check-installed.ts'));
    expect(tries.map((step) => step['if'])).toEqual(['Linux', 'macOS', 'Windows'].map((system) => `runner.os == '${system}'`));
    for (const [system, command] of ['/usr/bin/iovlab', 'Resources/bin/iovlab', 'resources/bin/iovlab.cmd'].entries())
      expect(tries[system]?.run).toContain(command);
  });

  it('drafts a release of what was checked, with its vulnerabilities, licences and bill of materials looked at', () => {
    expect(release.jobs['check']?.uses).toBe('./.github/workflows/check.yml');
    expect(check.on.workflow_call).toBeDefined();
    const commands = commandsOf('supply-chain', release);
    expect(commands).toEqual(expect.arrayContaining(['npm ci', 'npm audit --omit=dev', 'npm run -s sbom > iovlab.cdx.json']));
    expect(commands.some((command) => command.startsWith('test "$(npm view electron version'))).toBe(true);
    expect(release.jobs['draft']).toMatchObject({ needs: ['check', 'supply-chain'] });
    expect(commandsOf('draft', release).join('\n')).toMatch(/sha256sum[\s\S]*gh release create .*--draft/);
  });

  it('keeps every kind of package', () => {
    const files = (check.jobs['package']?.strategy?.matrix.include ?? []).map((entry) => String(entry['files'])).join('\n');
    for (const extension of ['deb', 'AppImage', 'dmg', 'zip', 'exe']) expect(files).toContain(`release/*.${extension}`);
  });

  it('may only read, has time limits, and pins what it uses', () => {
    for (const { permissions } of workflows.values()) expect(permissions).toEqual({ contents: 'read' });
    const wider = allJobs.flatMap(({ permissions }) => (permissions ? [permissions] : []));
    expect(wider).toEqual([{ contents: 'write' }]);
    expect(release.jobs['draft']?.permissions).toEqual({ contents: 'write' });
    for (const { uses, with: options } of allSteps) {
      if (uses === undefined) continue;
      expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
      if (uses.startsWith('actions/checkout@')) expect(options?.['persist-credentials']).toBe(false);
    }
    for (const { uses, 'runs-on': machine = '', 'timeout-minutes': minutes } of allJobs) {
      // Another workflow of this repository has machines and limits of its own.
      if (uses?.startsWith('./')) continue;
      expect(machine).toMatch(/-\d[\d.]*$|^\$\{\{ matrix\.os \}\}$/);
      expect(minutes).toBeGreaterThan(0);
    }
  });
});
