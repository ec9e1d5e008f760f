import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runResultSchema, type RunResult } from '../../shared/result/schema.ts';
import { scenarioSchema, type ScenarioInput } from '../../shared/scenario/schema.ts';
import { catalogue } from '../lab/catalogue.ts';
import { readRecordedRun } from '../lab/recorded-run.ts';
import { startRecording } from '../lab/run-recording.ts';
import { commands, findCommand } from './commands.ts';
import { InputError } from './input-error.ts';
import { lab, startLab } from './lab-process.fixture.ts';
import { profileTables } from './profile-tables.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const scenario = {
  name: 'Small',
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 30 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }, { name: 'direct' }],
  method: { durationMs: 2, replications: 2 },
} satisfies ScenarioInput;

function write(content: unknown, name = 'small.json'): { readonly folder: string; readonly file: string } {
  const folder = temporaryFolder();
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return { folder, file };
}

/** What a command says to bad input, without a process of its own: exit status 2 is main's part. */
async function refusalOf(name: string, ...arguments_: readonly string[]): Promise<string> {
  try {
    await findCommand(name).execute(arguments_);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('A problem was expected.');
}

describe('help', () => {
  it('lists every command, and every command explains itself', async () => {
    const { status, stdout } = await lab('help');
    expect(status).toBe(0);
    for (const { name } of commands) expect(stdout).toContain(`  ${name} `);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    const run = await lab('run', '--help');
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toContain('Usage: lab run [FILE] [--seed N]');
  });

  it('answers a slip with a suggestion and exit status 2', async () => {
    expect(await lab('rnu')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'There is no command "rnu". Did you mean `run`? `lab help` lists the commands.\n',
    });
    const option = await lab('run', 'x.json', '--replication', '3');
    expect(option).toMatchObject({ status: 2, stderr: 'There is no option --replication here. Did you mean `--replications`?\n' });
  });
});

describe('run', () => {
  it('prints one JSON object, the same with any number of workers, and nothing else', async () => {
    const { file } = write(scenario);
    const one = await lab('run', file, '--json', '--workers', '1');
    const four = await lab('run', file, '--json', '--workers=4');
    expect(one.stdout).toBe(four.stdout);
    const result = runResultSchema.parse(JSON.parse(one.stdout));
    expect(one.status).toBe(0);
    expect(result.points.map(({ technique, replications }) => [technique, replications])).toEqual([
      ['sriov', 2],
      ['vhost-net', 2],
      ['direct', 0],
    ]);
    expect(result.points[0]?.metrics['deliveredPps']).toMatchObject({ unit: 'pps', mean: expect.any(Number) as number });
    // The warning about the technique that is left out; no progress, as this is no terminal.
    expect(one.stderr.trim().split('\n')).toHaveLength(1);
    expect(one.stderr).toContain(`${file}:`);
  });

  it('prints a table that fits a terminal, with refusals in words', async () => {
    const { file } = write(scenario);
    const { status, stdout } = await lab('run', file, '--set', 'flows.0.traffic.load=40', '--seed', '5', '--replications', '3');
    expect(status).toBe(0);
    expect(stdout).toContain('3 points, 3 replications of 2 ms, seed 5');
    expect(stdout).toMatch(/^sriov +\d+ kpps/m);
    expect(stdout).toMatch(/^direct +refused$\n {2}2 VMs but 1 NIC/m);
    expect(stdout).toMatch(/^Domain of applicability\n {2}The model holds for/m);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('writes tables and a project, says so, and never over a file that is there', async () => {
    const { folder, file } = write(scenario);
    const [out, project] = [join(folder, 'out'), join(folder, 'study.iovlab')];
    const run = await lab('run', file, '--csv', '--out', out, '--project', project);
    expect(run.status).toBe(0);
    expect(
      run.stdout
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(['sriov', 'vhost-net', 'direct', '']);
    const written = readdirSync(out);
    for (const name of ['small-points.csv', 'small-cycles.csv', 'small-vms.csv']) expect(written).toContain(name);
    for (const name of written) expect(run.stderr).toContain(`Wrote ${join(out, name)}.`);

    const points = readFileSync(join(out, 'small-points.csv'));
    expect(run.stdout).toBe(points.toString());
    const again = await lab('run', file, '--seed', '9', '--out', out, '--project', project);
    expect(again).toMatchObject({ status: 2, stdout: '' });
    expect(again.stderr).toContain('exists already and is not replaced');
    expect(readFileSync(join(out, 'small-points.csv'))).toEqual(points);

    const appended = await lab('run', file, '--seed', '9', '--json', '--project', project);
    const recorded = readRecordedRun(project);
    if (!recorded.ok) throw new Error(recorded.message);
    expect(recorded.value.runs.map(({ status }) => status)).toEqual(['done', 'done']);
    expect(recorded.value.result).toEqual(JSON.parse(appended.stdout));
    expect(recorded.value.result.seed).toBe(9);
  });

  it('keeps and prints what is done when it is interrupted, and exits with 1', async () => {
    const { folder, file } = write({ ...scenario, method: { durationMs: 20, replications: 300, confirmBottleneck: false } });
    const project = join(folder, 'study.iovlab');
    const run = startLab(['run', file, '--json', '--project', project, '--workers', '1']);
    // The warning comes before the run; the project has its first points soon after.
    await run.saying('direct is left out');
    await untilHasPoints(project);
    run.interrupt();
    const { status, stdout, stderr } = await run.ended;
    expect(status).toBe(1);
    expect(stderr).toContain('Cancelled');
    const result = runResultSchema.parse(JSON.parse(stdout));
    expect(result.complete).toBe(false);
    expect(result.points.length).toBeGreaterThan(0);
    const recorded = readRecordedRun(project);
    expect(recorded).toMatchObject({ ok: true, value: { summary: { status: 'cancelled' }, result: { complete: false } } });
  });

  it('is not disturbed by a reader that goes away', async () => {
    const run = startLab(['profiles', '--json']);
    run.stopReading();
    const { status, stderr } = await run.ended;
    expect([status, stderr]).toEqual([0, '']);
  });
});

/** Until the run's points are in the project, as another process sees it. */
async function untilHasPoints(project: string): Promise<void> {
  for (;;) {
    const recorded = existsSync(project) ? readRecordedRun(project) : null;
    if (recorded?.ok && recorded.value.result.points.length > 0) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('run with a precision', () => {
  it('adds replications until it is reached or the most are done, and says which, for people, programs and spreadsheets', async () => {
    const { folder, file } = write(scenario);
    const out = join(folder, 'out');
    const { status, stdout } = await lab('run', file, '--precision', '4%', '--max-replications', '15', '--out', out);
    expect(status).toBe(0);
    expect(stdout).toContain('10 to 15 replications of 2 ms');
    expect(stdout).toMatch(/(Precision|Maximum) reached after 1[05] replications, [A-Z][a-z, ]+ within ± [\d.]+ %\./);
    expect(stdout).toMatch(/Latency, mean: sriov is lower than vhost-net, the next, by [\d.]+ ± [\d.]+ µs\./);
    expect(stdout).toContain('Differences: paired by replication on the same packets, 95 % interval.');
    expect(stdout).toContain('Too few samples for p99, p99.9: a replication has');
    const json = readdirSync(out).find((name) => name.endsWith('.json')) ?? '';
    const { points } = runResultSchema.loose().parse(JSON.parse(readFileSync(join(out, json), 'utf8')));
    for (const { stopping, replications, metrics, replicationValues } of points.slice(0, 2)) {
      expect(stopping?.reason).toMatch(/^(precision|maximum)$/);
      expect(replicationValues?.numbers).toHaveLength(replications);
      const values = replicationValues?.values.latencyMeanNs ?? [];
      expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(metrics['latencyMeanNs']?.mean ?? 0, 6);
    }
    const csv = readFileSync(join(out, readdirSync(out).find((name) => name.endsWith('-points.csv')) ?? ''), 'utf8');
    expect(csv).toContain('Replications ended by');
    expect(csv).toContain('Percentiles with too few samples');
    expect(csv).toMatch(/"?p99, p99\.9"?/);
  });

  it('refuses what is no precision', async () => {
    const { file } = write(scenario);
    expect(await refusalOf('run', file, '--precision', 'high')).toContain('--precision takes percent from 0.01% to 50%');
    expect(await refusalOf('run', file, '--precision', '2%', '--max-replications', '5')).toContain(
      'At most 5 replications, but at least 10',
    );
  });
});

describe('run with the uncertainty of the costs', () => {
  it('adds intervals to the table, to JSON and to CSV, with 39 draws unless a number is given', async () => {
    const { file } = write(scenario);
    const alone = await lab('run', '--cost-uncertainty', file, '--replications', '1');
    expect({ status: alone.status, wide: alone.stdout.split('\n').filter((line) => line.length > 100) }).toEqual({ status: 0, wide: [] });
    expect(alone.stdout).toContain('39 draws of the costs');
    expect(alone.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /With the uncertainty of the costs \(39 draws, 95 %\): delivered \S+ kpps to \S+ kpps, p50 .*cycles\/pkt [\d,]+ cycles to [\d,]+ cycles/,
    );
    const json = await lab('run', file, '--cost-uncertainty', '3', '--json');
    const { points } = runResultSchema.parse(JSON.parse(json.stdout));
    const { mean = 0, uncertainty } = points[0]?.metrics['cyclesPerPacket'] ?? {};
    expect(uncertainty).toMatchObject({ draws: 3, probability: 0.5 });
    expect([(uncertainty?.low ?? mean) < mean, (uncertainty?.high ?? mean) > mean]).toEqual([true, true]);
    const csv = await lab('run', file, '--cost-uncertainty=3', '--csv');
    const [head = '', first = ''] = csv.stdout.split('\r\n');
    expect(head).toContain('"Cycles per packet, low with costs [cycles]","Cycles per packet, high with costs [cycles]"');
    expect(first).toContain(`,${uncertainty?.low},${uncertainty?.high},`);
  });

  it('refuses a number of draws that makes no interval', async () => {
    const { file } = write(scenario);
    expect(await refusalOf('run', file, '--cost-uncertainty', '1')).toBe(
      '--cost-uncertainty takes a whole number from 2 to 1000, not "1".',
    );
    expect(await refusalOf('run', file, '--set', 'method.costDraws=1')).toContain('One draw of the costs makes no interval.');
  });
});

describe('run with --what-next', () => {
  it('ranks changes by their gain, in the table, in JSON and in a file of its own', async () => {
    const { folder, file } = write({ ...scenario, techniques: [{ name: 'sriov' }], method: { durationMs: 1, replications: 2 } });
    const out = join(folder, 'out');
    const { status, stdout } = await lab('run', file, '--what-next', '--out', out);
    expect({ status, wide: stdout.split('\n').filter((line) => line.length > 100) }).toEqual({ status: 0, wide: [] });
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/What would help Changes .* Of \d+ changes that make a difference to sriov,/);
    expect(stdout).toMatch(/ {2}No interrupt moderation +\S+ % ± \S+ % +-\S+ % ± \S+ %/);
    expect(readFileSync(join(out, 'small-what-next.csv'), 'utf8')).toContain('nic.moderation.kind=off');
    const { points } = JSON.parse(readFileSync(join(out, 'small.json'), 'utf8')) as Pick<RunResult, 'points'>;
    expect(points[0]?.whatNext).toMatchObject({ measure: 'latencyMeanNs', replications: 2 });
  });
});

describe('run with --parameters', () => {
  it('ranks settings and costs by their effects, in the table and in a file of its own', async () => {
    const { folder, file } = write({ ...scenario, techniques: [{ name: 'sriov' }], method: { durationMs: 0.5, replications: 1 } });
    const out = join(folder, 'out');
    const { status, stdout } = await lab('run', file, '--parameters', '--out', out);
    expect({ status, wide: stdout.split('\n').filter((line) => line.length > 100) }).toEqual({ status: 0, wide: [] });
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/What settings and costs do .* sriov depends most on \S+, \S+ and \S+\. /);
    expect(stdout).toMatch(/ {2}flows\.0\.traffic\.load +15–60 +[+±]\S+ % /);
    expect(readFileSync(join(out, 'small-parameters.csv'), 'utf8')).toContain('"Delivered, mean size of the effects [ratio]"');
  });
});

describe('run with sensitivity', () => {
  it('ranks the costs that the figures depend on, in the table, in JSON and in a file of its own', async () => {
    const { folder, file } = write({ ...scenario, techniques: [{ name: 'sriov' }], method: { durationMs: 1, replications: 1 } });
    const out = join(folder, 'out');
    const { status, stdout } = await lab('run', file, '--sensitivity', '--out', out);
    expect({ status, wide: stdout.split('\n').filter((line) => line.length > 100) }).toEqual({ status: 0, wide: [] });
    expect(stdout).toContain('What the figures depend on');
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /sriov uses \d+ uncertain costs: \d+ assumed, \d+ unverified\. Of the 10 that matter most,/,
    );
    expect(stdout).toMatch(/ {2}guest\.stackReceive +assumed +550–1,200 .* to [+-]?\S+ %/);
    expect(readFileSync(join(out, 'small-sensitivity.csv'), 'utf8')).toContain('"Latency, mean, change at high [ratio]"');
    const { points } = JSON.parse(readFileSync(join(out, 'small.json'), 'utf8')) as Pick<RunResult, 'points'>;
    expect(points[0]?.sensitivity?.costs[0]?.largest).toBeGreaterThan(0.02);
  });
});

describe('run of a DMA benchmark', () => {
  const benchmark = {
    name: 'IOTLB',
    host: { profile: 'xeon-e5-2630v4', iommu: { pageKib: 4 } },
    nic: { profile: 'nfp-6000' },
    techniques: [{ name: 'native', label: 'through the IOMMU', options: { iommuMode: 'persistent' } }],
    method: {
      kind: 'dma-benchmark',
      dma: { cache: 'cold' },
      sweep: [{ path: 'method.dma.windowKib', values: [4, 65_536] }],
      durationMs: 0.5,
      replications: 2,
    },
  };

  it('prints payload bandwidth and latency, and finds what limits them', async () => {
    const { file } = write(benchmark);
    const { status, stdout } = await lab('run', file);
    expect(status).toBe(0);
    expect(stdout).toMatch(/technique +payload +± 95 % +transfers +mean +± 95 % +p50 +p95 +p99.9/);
    expect(stdout).toContain('method.dma.windowKib = 65536');
    expect(stdout).toContain('The bottleneck: the latency of root complex and memory');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('The bottleneck: the page walks of the IOMMU, 100 % busy.');
  });

  it('takes its settings from the command line, and says what is wrong with them', async () => {
    const { file } = write(benchmark);
    const changed = await lab('run', file, '--set', 'method.sweep=[]', '--set', 'method.dma.operation=write', '--json');
    const [point] = runResultSchema.parse(JSON.parse(changed.stdout)).points;
    // Posted writes of one size keep the link at one pace: replications are alike, and their interval may be nothing.
    expect(point?.metrics['deliveredBps']?.ci95).toBeGreaterThanOrEqual(0);
    expect(point?.metrics['deliveredBps']?.mean).toBeGreaterThan(0);
    expect(point?.metrics['latencyP95Ns']?.mean).toBeGreaterThan(0);
    const swept = await lab('run', file, '--set', 'method.dma.windowKib=8');
    expect(swept.stderr).toContain('the scenario sweeps this setting');
    const wrong = write({ ...benchmark, method: { ...benchmark.method, dma: { operation: 'write', measure: 'latency' } } });
    const told = await lab('check', wrong.file);
    expect(told.status).toBe(2);
    expect(told.stdout).toMatch(/small\.json:\d+:\d+: method\.dma\.measure: error: Nothing answers a posted write/);
  });
});

describe('bad input', () => {
  const bad: readonly (readonly [what: string, content: unknown, place: string, remedy: string])[] = [
    ['an unknown field', { ...scenario, hots: {} }, ': hots: error:', 'Unknown field `hots`'],
    [
      'a negative rate',
      { ...scenario, flows: [{ ...scenario.flows[0], traffic: { kind: 'poisson', load: -5 } }] },
      ': flows.0.traffic.load: error:',
      'give a number from 0',
    ],
    ['more VFs than the NIC has', { ...scenario, nic: { virtualFunctions: 200 } }, ': nic.virtualFunctions: error:', '63'],
    [
      'a VM without a core',
      { ...scenario, vms: [{ name: 'vm', count: 2, placement: { kind: 'pinned', cores: [] } }] },
      ': vms.0.placement.cores: error:',
      'core',
    ],
  ];

  it.each(bad)('%s is named with its path and remedy by check and by run', async (_, content, place, remedy) => {
    const { folder, file } = write(content);
    const check = await lab('check', file);
    expect(check.status).toBe(2);
    expect(check.stdout).toContain(place);
    expect(check.stdout).toContain(remedy);
    expect(check.stdout).toMatch(/small\.json:\d+:\d+: /);
    const run = await refusalOf('run', file, '--project', join(folder, 'study.iovlab'), '--out', join(folder, 'out'));
    expect(run).toContain(place);
    expect(run).toContain(remedy);
    expect(readdirSync(folder)).toEqual(['small.json']);
  });

  it('every problem is told at once, warnings after errors', async () => {
    const { file } = write('vms: [{ name: vm, cuont: 2 }]\nflows: []\ntechniques: [{ name: sriof }]\n', 'three.yaml');
    const { status, stdout, stderr } = await lab('check', file);
    expect(status).toBe(2);
    expect(stdout).toContain(`${file}:1:19: vms.0.cuont: error: Unknown field \`cuont\`. Did you mean \`count\`?`);
    expect(stdout).toContain(`${file}:2:1: flows: error:`);
    expect(stdout).toContain('Did you mean `sriov`?');
    expect(stderr).toBe(`${file} cannot be run: 3 errors, 0 warnings.\n`);
  });

  it('a file that cannot be read is named', async () => {
    const { status, stdout, stderr } = await lab('run', 'nowhere/missing.json');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('nowhere/missing.json cannot be read: there is no such file.');
    expect(await refusalOf('check', 'nowhere/missing.json')).toBe(stderr.trim());
  });

  it('a truncated project is reported and left as it is', async () => {
    const { folder, file } = write(scenario);
    const project = join(folder, 'study.iovlab');
    const recording = startRecording(project, scenarioSchema.parse(scenario));
    if (!recording.ok) throw new Error(recording.message);
    recording.value.close();
    truncateSync(project, 9000);
    const before = readFileSync(project);
    const said = await lab('export', project, '--json', join(folder, 'x.json'));
    expect([said.status, said.stdout]).toEqual([2, '']);
    expect(said.stderr).toContain('"study.iovlab" is damaged: its end is missing.');
    expect(said.stderr).toContain('Open a backup, or recover');
    expect(await refusalOf('run', file, '--project', project)).toBe(`--project: ${said.stderr.trim()}`);
    expect(readFileSync(project)).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['small.json', 'study.iovlab']);
  });

  it('a setting, a number of workers and a project that cannot be are refused before anything runs', async () => {
    const { folder, file } = write(scenario);
    const cases: readonly (readonly [arguments_: readonly string[], words: string])[] = [
      [['--set', 'vms.0.cuont=3'], 'Did you mean `count`?'],
      [['--set', 'vms.0.count=-3'], '`count` is -3, too small'],
      [['--workers', '0'], '--workers takes a whole number from 1'],
      [['--json', '--csv'], 'not both'],
      [['--project', join(folder, 'study.sqlite')], 'give it the ending .iovlab'],
      [['--project', file], 'give it the ending .iovlab'],
      [['--project', join(folder, 'missing', 'study.iovlab')], 'Choose another folder'],
      [['--out', file], 'cannot be created'],
    ];
    for (const [arguments_, words] of cases) {
      expect(await refusalOf('run', file, ...arguments_)).toContain(words);
    }
    expect(readdirSync(folder)).toEqual(['small.json']);
  });
});

describe('the catalogue', () => {
  it('is a JSON Schema of scenarios, with a description for every field', async () => {
    const schema = JSON.parse((await lab('schema')).stdout) as { $schema: string; required: string[]; properties: object };
    expect(schema.$schema).toContain('json-schema.org');
    expect(schema.required).toEqual(['techniques']);
    expect(Object.keys(schema.properties)).toContain('host');
  });

  it('is printed for people, and for machines with --json', async () => {
    const text = await lab('techniques');
    expect(text.stdout).toContain('sriov: SR-IOV');
    expect(text.stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(profileTables(catalogue)).toContain('connectx-5');
    expect(
      profileTables(catalogue)
        .split('\n')
        .filter((line) => line.length > 100),
    ).toEqual([]);
    expect(JSON.parse((await lab('profiles', '--json')).stdout)).toEqual(catalogue);
  });

  it('gives every number of a profile with its source', async () => {
    const { stdout } = await lab('profiles', 'kvm-2017', '82599');
    expect(stdout).toContain('vm.exit ');
    expect(stdout).toContain('Dall');
    expect(stdout).toMatch(/virtualFunctions +63/);
    expect(await refusalOf('profiles', 'kvm2017')).toContain('Did you mean `kvm-2017`?');
  });

  it('takes a file of profiles of a person, and names what is wrong in it', async () => {
    const change = { value: 5, provenance: 'data-sheet', source: 'Data sheet, table 2' };
    const profile = { kind: 'nic', id: 'mine', title: 'NIC of rack 4', base: '82599', changes: { lineRateGbps: change } };
    const good = write({ format: 'iovlab-profiles', version: 1, profiles: [profile] }).file;
    expect((await lab('profiles', '--file', good)).stdout).toMatch(/lineRateGbps +5 +Gbit\/s +data-sheet +Data sheet, table 2/);
    expect((await lab('profiles', '--file', good, 'mine')).stdout).toMatch(/queuePairs +128/);
    const bad = write({ format: 'iovlab-profiles', version: 1, profiles: [{ ...profile, base: '8259' }] }).file;
    expect(await refusalOf('profiles', '--file', bad)).toMatch(
      /:\d+:\d+: profiles\.0\.base: error: There is no NIC profile "8259" to copy\./,
    );
  });
});

describe('export', () => {
  it('writes the reports of a run without running it, and never over a file that is there', async () => {
    const { folder, file } = write(scenario);
    const project = join(folder, 'study.iovlab');
    const run = await lab('run', file, '--json', '--project', project);
    const [csv, pdf, json] = [join(folder, 'tables'), join(folder, 'report.pdf'), join(folder, 'result.json')];
    const written = await lab('export', project, '--csv', csv, '--pdf', pdf, '--json', json);
    expect(written.status).toBe(0);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readdirSync(csv)).toContain('small-points.csv');
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject(JSON.parse(run.stdout) as object);

    expect(await refusalOf('export', project, '--pdf', pdf)).toContain('report.pdf exists already and is not replaced');
    expect(await refusalOf('export', project)).toContain(
      '--pdf FILE, --csv DIR, --charts DIR, --sqlite FILE, --parquet DIR, --json FILE or --evidence FILE',
    );
    const other = join(folder, 'other.json');
    expect(await refusalOf('export', project, '--json', other, '--run', 'nothing')).toContain(
      'has no run "nothing". Its runs, newest first:',
    );
    expect(await refusalOf('export', folder, '--json', other)).toContain('is a folder');
    expect(await refusalOf('export', json, '--pdf', other, '--sections', 'figure')).toContain('Did you mean `figures`?');
    expect(await refusalOf('export', json, '--charts', folder, '--sections', 'figures')).toContain('--sections is for --pdf FILE');
    expect(await refusalOf('export', json, '--csv', csv, '--csv-layout', 'tall')).toContain('--csv-layout takes wide, long');
  });

  it('writes the same report of a result file as of its project, by sections, with charts and long tables', async () => {
    const { folder, file } = write(scenario);
    const project = join(folder, 'study.iovlab');
    const [own, again] = [join(folder, 'own.pdf'), join(folder, 'again.pdf')];
    const [json, csv, charts] = [join(folder, 'result.json'), join(folder, 'tables'), join(folder, 'charts')];
    const run = await lab('run', file, '--project', project, '--pdf', join(folder, 'run.pdf'), '--sections', 'scenario');
    expect(run.stderr).toContain('run.pdf');
    await lab('export', project, '--json', json, '--pdf', own, '--sections', 'scenario,results');
    const written = await lab(
      'export',
      json,
      '--pdf',
      again,
      '--sections',
      'results,scenario',
      '--csv',
      csv,
      '--csv-layout',
      'long',
      '--sqlite',
      join(folder, 'result.sqlite'),
      '--parquet',
      join(folder, 'frames'),
      '--charts',
      charts,
    );
    expect(written.status).toBe(0);
    expect(readFileSync(join(folder, 'result.sqlite')).subarray(0, 15).toString()).toBe('SQLite format 3');
    expect(
      readFileSync(join(folder, 'frames', 'small-points.parquet'))
        .subarray(0, 4)
        .toString(),
    ).toBe('PAR1');
    expect(readFileSync(again).equals(readFileSync(own))).toBe(true);
    expect(readFileSync(join(csv, 'small-points-long.csv'), 'utf8')).toContain('deliveredPps,');
    expect(
      readdirSync(charts)
        .slice(0, 2)
        .map((name) => name.slice(-4)),
    ).toEqual(['.png', '.svg']);
  });
});

describe('lab bounds', () => {
  it('says what each point delivers at most, without a run, and refuses what cannot be run', async () => {
    const { file } = write({ ...scenario, techniques: [{ name: 'sriov' }] });
    const text = await lab('bounds', file, '--set', 'flows.0.traffic.load=200');
    expect(text.stdout).toContain('sriov  At most 813 kpps, set by the wire; latency at least 5.0');
    const points: unknown = JSON.parse((await lab('bounds', file, '--json', '--set', 'flows.0.traffic.load=10')).stdout);
    expect(points).toMatchObject([{ technique: 'sriov', bound: { limits: [], deliveredPps: expect.closeTo(81_274.4, 0) as number } }]);
    expect(await refusalOf('bounds', file, '--set', 'nic.profile=none')).toContain('nic.profile');
  });
});

describe('lab packet', () => {
  it('tells the way of a packet, and refuses a technique that the scenario has not', async () => {
    const { file } = write(scenario);
    const text = await lab('packet', file, '--technique', 'vhost-net', '--quantile', '0.5');
    expect(text.stdout).toContain('vhost-net, vm-');
    expect(text.stdout).toContain('backend work');
    const trace: unknown = JSON.parse((await lab('packet', file, '--json')).stdout);
    expect(trace).toMatchObject({ technique: 'sriov', outcome: 'delivered' });
    expect(await refusalOf('packet', file, '--technique', 'none')).toContain('It has: sriov, vhost-net, direct.');
    expect(await refusalOf('packet', file, '--quantile', '99')).toContain('--quantile takes a number from 0 to 1');
  });
});
