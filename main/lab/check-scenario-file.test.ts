import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { newScenario } from '../../shared/scenario/defaults.ts';
import { canonicalText } from '../../shared/scenario/canonical-text.ts';
import { checkScenario } from '../../shared/scenario/check.ts';
import { packetsOf } from '../../shared/scenario/recording.ts';
import { scenarioSchema, type Scenario } from '../../shared/scenario/schema.ts';
import { digestOfFile } from '../capture/named-captures.ts';
import { taskKey } from '../experiment/executor/task-key.ts';
import { scenarioKey } from '../sharing/same-run.ts';
import { catalogue } from './catalogue.ts';
import { checkScenarioFile } from './check-scenario-file.ts';

const golden = fileURLToPath(new URL('../capture/golden/dumpcap.pcapng', import.meta.url));
const sha256 = await digestOfFile(golden);

const root = mkdtempSync(join(tmpdir(), 'iovlab-named-capture-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const temporaryFolder = () => mkdtempSync(join(root, 'folder-'));

function folderWithCapture(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'captures'));
  copyFileSync(golden, join(folder, 'captures/web.pcapng'));
  return folder;
}

function naming(changes: object = {}) {
  const capture = { file: 'captures/web.pcapng', sha256, by: 'ip', vms: 2, ...changes };
  const flow = { name: 'web', vms: 'vm', traffic: { kind: 'replay', recording: { capture } } };
  return { ...newScenario(), vms: [{ name: 'vm' }], flows: [flow], techniques: [{ name: 'sriov' }] };
}

function recordingOf(scenario: Scenario | null) {
  const traffic = scenario?.flows[0]?.traffic;
  if (traffic?.kind !== 'replay') throw new Error('A replay was asked for.');
  return traffic.recording;
}

describe('a scenario that names its capture', () => {
  it.each([
    [1, 132],
    [2, 8],
    [3, 10],
  ])('gets the packets of part %i, as an import divides them, and keeps the name', async (part, packets) => {
    const { problems, scenario } = await checkScenarioFile(naming({ part }), folderWithCapture());
    expect(problems).toEqual([]);
    expect(packetsOf(recordingOf(scenario)).gapsNs).toHaveLength(packets);
    expect(recordingOf(scenario).capture).toMatchObject({ file: 'captures/web.pcapng', sha256, part });
  });

  it('is the same scenario, and the same simulations, as one that holds the packets', async () => {
    const { scenario } = await checkScenarioFile(naming(), folderWithCapture());
    if (!scenario) throw new Error('It should be valid.');
    const holding = structuredClone(scenario);
    delete recordingOf(holding).capture;
    expect(scenarioKey(scenario)).toBe(scenarioKey(holding));
    const task = { technique: { name: 'sriov', options: {} }, replication: 0, perturbation: null, trial: null } as unknown as Parameters<
      typeof taskKey
    >[0];
    expect(taskKey({ ...task, scenario })).toBe(taskKey({ ...task, scenario: holding }));
  });

  it('runs without the file once it has the packets, as a project keeps them', async () => {
    const { scenario } = await checkScenarioFile(naming(), folderWithCapture());
    const { problems } = await checkScenarioFile(JSON.parse(JSON.stringify(scenario)), temporaryFolder());
    expect(problems).toEqual([]);
  });

  it('has a canonical text with the name alone', () => {
    const text = canonicalText(scenarioSchema.parse(naming()));
    expect(text).toContain(sha256);
    expect(text).not.toMatch(/gapsNs|frameBytes|durationNs/);
  });

  it.each<[string, object, (folder: string) => void, string, RegExp]>([
    ['is gone', {}, (folder) => rmSync(join(folder, 'captures/web.pcapng')), 'file', /There is no capture "captures\/web.pcapng".*Put it/],
    [
      'has changed',
      {},
      (folder) => writeFileSync(join(folder, 'captures/web.pcapng'), 'x'),
      'sha256',
      /not the capture that the scenario means: its digest is [0-9a-f]{64}\. Bring/,
    ],
    ['is a folder', { file: 'captures' }, () => undefined, 'file', /There is no capture "captures"/],
    ['has fewer parts', { part: 4 }, () => undefined, 'part', /no part 4/],
    ['lies elsewhere', { file: '../web.pcapng' }, () => undefined, 'file', /in the folder of the scenario or below/],
    ['is named absolutely', { file: '/etc/hosts' }, () => undefined, 'file', /in the folder of the scenario or below/],
    ['is named as on one system only', { file: 'captures\\web.pcapng' }, () => undefined, 'file', /in the folder of the scenario/],
    ['has no digest', { sha256: 'abc' }, () => undefined, 'sha256', /64 digits/],
  ])('is refused with place and remedy when the capture %s', async (_, changes, damage, field, words) => {
    const folder = folderWithCapture();
    damage(folder);
    const { problems, scenario } = await checkScenarioFile(naming(changes), folder);
    expect(scenario).toBeNull();
    expect(problems).toMatchObject([{ path: `flows.0.traffic.recording.capture.${field}`, message: expect.stringMatching(words) }]);
  });

  it('says on the page, which has no such folder, how to bring the packets along', () => {
    const { problems } = checkScenario(naming(), catalogue);
    expect(problems).toMatchObject([
      { path: 'flows.0.traffic.recording', message: expect.stringMatching(/captures\/web\.pcapng.*lab run FILE --project NEW\.iovlab/) },
    ]);
  });

  it.each([null, 3, { flows: 3 }, { flows: [null, { traffic: { recording: 'x' } }] }])(
    'leaves other content alone: %j',
    async (content) => {
      expect((await checkScenarioFile(content, temporaryFolder())).scenario).toBeNull();
    },
  );
});
