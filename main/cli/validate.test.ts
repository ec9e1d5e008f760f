import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changed, experiment } from '../../shared/validation/experiment.fixture.ts';
import { validationReportSchema } from '../../shared/validation/report.ts';
import { listExperimentFiles } from '../lab/experiment-files.ts';
import { lab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

function write(content: unknown, name = 'mine.json'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
}

describe('lab validate', () => {
  it('prints published against simulated values of a file, then the errors in sum', async () => {
    const { status, stdout, stderr } = await lab('validate', '--file', write([experiment, { ...experiment, id: 'again' }]));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/published +simulated +± 95 % +error +tolerance/);
    expect(stdout).toMatch(/vhost +0\.1 +0\.\d+ +\S+ +[+-]?[\d.]+ % +50 % +pass/);
    expect(stdout).toContain('packet rate, Mpps; predict; A paper');
    expect(stdout).toContain('Experiments: 2 simulated, 0 of costs, 0 outside the domain of applicability.');
    expect(stdout).toMatch(/all simulated points +4 +4 \(100 %\)/);
    expect(stdout).toContain('Published order kept in every pair: 2 of 2');
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('ends with status 1 when a value is outside its tolerance', async () => {
    const { status, stdout } = await lab('validate', '--file', write(changed('points.0.y', 10)));
    expect(status).toBe(1);
    expect(stdout).toContain('FAIL');
  });

  it('shows why a point is left out, once for all points of the reason', async () => {
    const points = experiment.points.map((point) => ({ ...point, outside: 'Not modelled.' }));
    const { status, stdout } = await lab('validate', '--file', write({ ...experiment, points }));
    expect(status).toBe(0);
    expect(stdout).toContain('  vhost; half: Not modelled.');
    expect(stdout).toContain('Points of simulated experiments left out, with the reason: 2.');
  });

  it('gives the whole report as JSON', async () => {
    const { status, stdout } = await lab('validate', '--json', '--workers', '1', '--file', write(experiment));
    expect(status).toBe(0);
    expect(validationReportSchema.parse(JSON.parse(stdout)).experiments[0]?.points.length).toBe(2);
  });

  it('runs one of its own experiments, and says what an unknown one may be', async () => {
    const [id = ''] = listExperimentFiles().map((url) => basename(url.pathname, '.json'));
    const own = await lab('validate', '--only', id);
    expect([0, 1]).toContain(own.status);
    expect(own.stdout).toContain(`${id}: `);
    expect(await lab('validate', '--only', `${id}x`)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(`--only ${id}x: there is no experiment "${id}x". Did you mean \`${id}\`?`) as string,
    });
  });

  it.each([
    [changed('points.0.y', 'much'), /mine\.json:\d+:\d+: points\.0\.y: error: `y` is "much": give a number/],
    [changed('points.1.set', { 'vms.7.count': 1 }), /mine\.json:\d+:\d+: points\.1\.set\.vms\.7\.count: error: `vms` has one item/],
    ['{ "id": ', /mine\.json.*: error: this is not JSON/],
    [[], /The list is empty: give an experiment/],
  ])('names file, place and remedy of bad input %#', async (content, words) => {
    const { status, stdout, stderr } = await lab('validate', '--file', write(content));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(words);
  });

  it('refuses a file that is not there, an operand and bad numbers', async () => {
    expect(await lab('validate', '--file', 'none.json')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no such file') as string,
    });
    expect(await lab('validate', 'x.json')).toMatchObject({ status: 2 });
    expect(await lab('validate', '--workers', '0')).toMatchObject({ status: 2 });
  });
});
