// @vitest-environment jsdom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageConnection } from '../../bridge/connection.ts';
import { useLabConnection } from '../../bridge/lab.ts';
import type { RunStatus, RunSummary, TopicName, TopicPayload } from '../../../shared/contract/endpoints.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { createRunTally } from '../../../shared/result/run-tally.ts';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { useRunsStore } from '../../stores/runs.ts';
import RunView from './RunView.vue';

/** States of a run that cannot be brought about from outside a whole lab: a failing one, a lost one. */
const listeners = new Map<TopicName, (payload: never) => void>();
const started: unknown[] = [];
const resumed: unknown[] = [];
let run: { status: RunStatus; message: string } | null;

function summary(): RunSummary {
  const { status, message } = run ?? { status: 'running', message: '' };
  return {
    runId: 'run-1',
    scenarioName: 'First comparison',
    startedAt: '2026-01-01T00:00:00Z',
    status,
    message,
    points: 0,
    techniques: [],
  };
}
const connection = {
  call(name: string, input: unknown) {
    if (name === 'run.follow' && !run) return Promise.resolve(refuse('not-found', 'There is no run "run-1" in this project.'));
    if (name === 'run.follow') {
      const scenario = newScenario();
      return Promise.resolve(succeed({ summary: summary(), scenario, techniques: createRunTally(scenario).techniques(), points: [] }));
    }
    if (name === 'run.start') started.push(input);
    if (name === 'run.resume') {
      resumed.push(input);
      run = { status: 'running', message: '' };
    }
    if (name === 'run.list') return Promise.resolve(succeed({ total: 1, runs: [summary()] }));
    return Promise.resolve(name === 'run.start' ? succeed({ runId: 'run-2' }) : succeed({}));
  },
  listen(topic: TopicName, listener: (payload: never) => void) {
    listeners.set(topic, listener);
    return () => listeners.delete(topic);
  },
  onState: () => () => undefined,
} as unknown as PageConnection;

function report<Name extends TopicName>(topic: Name, payload: TopicPayload<Name>): void {
  listeners.get(topic)?.(payload as never);
}

let view: VueWrapper;
async function show(): Promise<void> {
  setActivePinia(createPinia());
  useLabConnection(connection);
  useRunsStore().follow();
  view = mount(RunView, { props: { runId: 'run-1' }, attachTo: document.body });
  await flushPromises();
}

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  run = { status: 'running', message: '' };
  started.length = 0;
  resumed.length = 0;
});
afterEach(() => view.unmount());

describe('view of a run', () => {
  it('takes up a run that began before the page was loaded, and follows it', async () => {
    await show();
    expect(view.text()).toContain('0 of 24');
    report('run.progress', { runId: 'run-1', done: 6, total: 24, secondsLeft: 17, reused: 0, techniques: [], points: [] });
    await flushPromises();
    expect(view.text()).toContain('6 of 24');
    expect(view.text()).toContain('about 20 s');
    expect(view.get('[role=status]').text()).toBe('25 % of the simulations are done.');
  });

  it('tells why a run failed and starts the same scenario again', async () => {
    run = { status: 'failed', message: 'The disk of the project is full. Free some space.' };
    await show();
    expect(view.get('[role=alert]').text()).toContain('The disk of the project is full. Free some space.');
    await view
      .findAll('button')
      .find((button) => button.text() === 'Run again')
      ?.trigger('click');
    await flushPromises();
    expect(started).toEqual([{ scenario: newScenario() }]);
    expect(window.location.hash).toBe('#/run/run-2');
  });

  it('hands the focus of the button that goes to the one that comes, and takes it from nothing else', async () => {
    await show();
    const finished = { ...summary(), status: 'cancelled' } as const;
    view.get('button').element.focus();
    report('run.finished', { summary: finished });
    await flushPromises();
    expect(document.activeElement?.textContent).toContain('Resume');
  });

  it('resumes a run that was cancelled, and tells what was kept of it', async () => {
    run = { status: 'cancelled', message: '' };
    await show();
    await view
      .findAll('button')
      .find((button) => button.text() === 'Resume')
      ?.trigger('click');
    await flushPromises();
    expect(resumed).toEqual([{ runId: 'run-1' }]);
    expect(view.text()).toContain('Cancel the run');
    report('run.progress', { runId: 'run-1', done: 12, total: 24, secondsLeft: null, reused: 10, techniques: [], points: [] });
    await flushPromises();
    expect(view.text()).toMatch(/Kept from before\s*10/);
    report('run.finished', { summary: { ...summary(), status: 'done' } });
    await flushPromises();
    expect(view.findAll('button').map((button) => button.text())).not.toContain('Resume');
  });

  it('says so when there is no such run', async () => {
    run = null;
    await show();
    expect(view.text()).toContain('There is no run "run-1" in this project.');
    expect(view.get('a').attributes('href')).toBe('#/');
  });
});
