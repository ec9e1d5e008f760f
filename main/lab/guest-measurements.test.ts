import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TopicName } from '../../shared/contract/endpoints.ts';
import type { MeasuredResult } from '../../shared/measured/schema.ts';
import { shortMeasuring as order } from '../../shared/testbed/guest-measuring.fixture.ts';
import { createEvents } from './events.ts';
import { createGuestMeasurements, type GuestMeasurementParts } from './guest-measurements.ts';
import { MeasuringError } from './measure-guests.ts';
import { holdProject, type OpenProject } from './open-project.ts';

const result: MeasuredResult = {
  tool: 'testbed',
  toolVersion: 'QEMU 7.2',
  title: 'Guests of QEMU: e1000',
  measuredAt: '2026-01-02T03:04:05.000Z',
  conditions: [],
  series: [],
  distributions: [],
  warnings: [],
};

describe('measurements with guests', () => {
  let folder: string;
  let open: OpenProject;
  const { announce, subscribe } = createEvents();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iovlab-guests-'));
    open = holdProject(folder, announce);
  });
  afterEach(() => {
    open.close();
    rmSync(folder, { recursive: true });
  });

  function measurementsWith(measure: GuestMeasurementParts['measure'], isBusy = () => false) {
    return createGuestMeasurements({ open, announce, imageFolder: join(folder, 'image'), isBusy, ...(measure && { measure }) });
  }

  function next(wanted: TopicName): Promise<unknown> {
    return new Promise((resolve) => {
      const end = subscribe((topic, payload) => {
        if (topic !== wanted) return;
        end();
        resolve(payload);
      });
    });
  }

  /** Goes on until it is called off. */
  const endless: GuestMeasurementParts['measure'] = (_order, { signal, onStep }) => {
    onStep({ device: 'e1000', test: 'stream', repetition: 1 }, 2, 6);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  };

  it('tell what is measured, and keep the result in the project under the time of the measurement', async () => {
    const measurements = measurementsWith((_order, { onStep }) => {
      onStep({ device: 'e1000', test: 'stream', repetition: 1 }, 2, 6);
      return Promise.resolve(result);
    });
    const [progressed, finished] = [next('guest.progress'), next('guest.finished')];
    expect(measurements.start(order, 5)).toEqual({ ok: true, value: {} });
    expect(await progressed).toMatchObject({ doing: 'e1000, one TCP stream out of the guest (repetition 2)', done: 2, total: 6 });
    await finished;
    const [kept] = open.current.listMeasurements();
    expect(kept).toMatchObject({ runId: null, fileName: 'guests-2026-01-02-0304.json', result });
    expect(measurements.state()).toEqual({ progress: null, measurementId: kept?.id, problem: '' });
  });

  it('are one at a time, none while something is simulated, and end when they are called off', async () => {
    const measurements = measurementsWith(endless);
    measurements.start(order, 5);
    expect(measurements.start(order, 5)).toMatchObject({ ok: false, code: 'refused' });
    expect(measurements.running).toBe(true);
    await measurements.stop();
    expect(measurements.state()).toMatchObject({ progress: null, measurementId: null, problem: expect.stringMatching(/^Cancelled/) });
    expect(open.current.listMeasurements()).toEqual([]);
    expect(measurementsWith(endless, () => true).start(order, 5)).toMatchObject({ ok: false, code: 'refused' });
  });

  it('end by themselves when their time is over', async () => {
    const measurements = measurementsWith(endless);
    const finished = next('guest.finished');
    measurements.start(order, 0.0005);
    await finished;
    expect(measurements.state().problem).toMatch(/^Ended after/);
  });

  it('say what is missing', async () => {
    const measurements = measurementsWith(() => Promise.reject(new MeasuringError('QEMU is missing on this host.')));
    const finished = next('guest.finished');
    measurements.start(order, 5);
    await finished;
    expect(measurements.state().problem).toBe('QEMU is missing on this host.');
  });
});
