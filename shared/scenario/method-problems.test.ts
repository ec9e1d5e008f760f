import { describe, expect, it } from 'vitest';
import { testCatalogue } from './check.fixture.ts';
import { checkScenario } from './check.ts';
import { listNumericPaths } from './settings.ts';
import { fewestReplications, mostReplications } from './stopping.ts';
import { sweptAxes } from './swept-axes.ts';

const native = [{ name: 'native' }];
const poisson = { kind: 'poisson' };

function benchmark(dma: object | undefined, more: object = {}, sweep: object[] = []): object {
  return { techniques: native, method: { kind: 'dma-benchmark', ...(dma && { dma }), sweep }, ...more };
}

const lines = (input: object) =>
  checkScenario(input, testCatalogue).problems.map(({ severity, path, message }) => `${severity} ${path}: ${message}`);

describe('a DMA benchmark', () => {
  it('needs no VMs and no flows, and has defaults for its transfers', () => {
    const { problems, scenario } = checkScenario(benchmark({}), testCatalogue);
    expect(problems).toEqual([]);
    expect(scenario?.method.dma).toEqual({
      operation: 'read',
      measure: 'bandwidth',
      transferBytes: 64,
      windowKib: 8,
      pattern: 'random',
      cache: 'warm',
      socket: 'local',
    });
    expect(scenario).toMatchObject({ vms: [], flows: [] });
  });

  it.each([
    ['no transfers', benchmark(undefined), 'error method.dma: A DMA benchmark needs its transfers'],
    [
      'a technique of VMs',
      benchmark({}, { techniques: [{ name: 'sriov' }] }),
      'error techniques.0.name: A DMA benchmark measures device and host',
    ],
    [
      'a transfer larger than its window',
      benchmark({ transferBytes: 2048, windowKib: 1 }),
      'error method.dma.transferBytes: A transfer of 2048 bytes',
    ],
    [
      'the latency of writes',
      benchmark({ operation: 'write', measure: 'latency' }),
      'error method.dma.measure: Nothing answers a posted write',
    ],
    [
      'the bandwidth of reads without the DMA engine',
      benchmark({ operation: 'command-read', transferBytes: 8 }),
      'error method.dma.measure: Reads without the DMA engine go one at a time',
    ],
    [
      'a large read without the DMA engine',
      benchmark({ operation: 'command-read', measure: 'latency' }),
      'error method.dma.transferBytes: A read without the DMA engine brings at most 8 bytes, not 64',
    ],
    [
      'transfers in flight where latency is measured',
      benchmark({ measure: 'latency', inFlight: 4 }),
      'warning method.dma.inFlight: Latency is measured one transfer at a time',
    ],
    ['VMs', benchmark({}, { vms: [{ name: 'vm' }] }), 'warning vms: A DMA benchmark has no vms: they are ignored.'],
    ['a misspelt field', benchmark({ transfer: 64 }), 'error method.dma.transfer: Unknown field `transfer`.'],
    ['a value out of range', benchmark({ transferBytes: 9000 }), 'error method.dma.transferBytes: `transferBytes` is 9000, too large'],
  ])('says what is wrong with %s', (_, input, start) => {
    expect(lines(input)).toHaveLength(1);
    expect(lines(input)[0]).toContain(start);
  });

  it('is swept over its transfers, whose values must be possible', () => {
    const sweep = (values: number[]) => benchmark({}, {}, [{ path: 'method.dma.transferBytes', values }]);
    const { problems, scenario } = checkScenario(sweep([64, 128]), testCatalogue);
    expect(problems).toEqual([]);
    expect(scenario && sweptAxes(scenario)).toHaveLength(1);
    expect(scenario && listNumericPaths(scenario)).toContain('method.dma.windowKib');
    expect(lines(benchmark({ windowKib: 1 }, {}, [{ path: 'method.dma.transferBytes', values: [64, 2048] }]))).toEqual([
      'error method.sweep.0.values.1: method.dma.transferBytes cannot be 2048: A transfer of 2048 bytes does not fit into the window of 1 KiB: make it smaller or raise windowKib.',
    ]);
  });
});

describe('network traffic', () => {
  const network = { vms: [{ name: 'vm' }], flows: [{ name: 'in', vms: 'vm', traffic: poisson }], techniques: native };

  it('needs VMs and flows', () => {
    expect(lines({ techniques: native, flows: [] })).toEqual([
      'error vms: `vms` is missing: give a list of 1 to 64 items.',
      'error flows: `flows` is empty: give a list of 1 to 64 items.',
    ]);
  });

  it('has no transfers to sweep, and is told that those given are ignored', () => {
    expect(lines({ ...network, method: { dma: {} } })).toEqual([
      'warning method.dma: Only a DMA benchmark has transfers: they are ignored. Set method.kind to dma-benchmark, or remove them.',
    ]);
    const { scenario } = checkScenario(network, testCatalogue);
    expect(scenario && listNumericPaths(scenario).filter((path) => path.startsWith('method.dma'))).toEqual([]);
    expect(scenario && sweptAxes(scenario)).toEqual([]);
  });
});

describe('a stopping rule', () => {
  const ruled = (stopping: object, method: object = {}) =>
    checkScenario(
      {
        vms: [{ name: 'vm' }],
        flows: [{ name: 'load', vms: 'vm', traffic: poisson }],
        techniques: native,
        method: { stopping, ...method },
      },
      testCatalogue,
    );
  const said = (stopping: object, method: object = {}) =>
    ruled(stopping, method).problems.map(({ severity, path, message }) => `${severity} ${path}: ${message}`);

  it('has defaults that need no more', () => {
    expect(ruled({}).problems).toEqual([]);
    expect(ruled({}).scenario?.method.stopping).toEqual({
      metrics: ['deliveredPps', 'latencyMeanNs'],
      relativeHalfWidth: 0.02,
      minReplications: 10,
      maxReplications: 100,
    });
  });

  it.each([
    [
      'a maximum below the minimum',
      { maxReplications: 8 },
      {},
      'error method.stopping.maxReplications: At most 8 replications, but at least 10',
    ],
    ['a maximum below method.replications', { maxReplications: 20 }, { replications: 30 }, 'raise it to 30 or more'],
    ['too little time', { maxSimulatedMs: 100 }, {}, 'error method.stopping.maxSimulatedMs: 10 replications of 50 ms are 500 ms'],
    ['a start that is too small', { minReplications: 3 }, {}, 'warning method.stopping.minReplications: With fewer than 10 replications'],
    ['a metric twice', { metrics: ['lossRatio', 'lossRatio'] }, {}, 'warning method.stopping.metrics: A metric is named twice'],
    ['no metric', { metrics: [] }, {}, 'error method.stopping.metrics'],
    ['a metric that does not exist', { metrics: ['speed'] }, {}, 'error method.stopping.metrics.0'],
    ['no precision', { relativeHalfWidth: 0 }, {}, 'error method.stopping.relativeHalfWidth'],
  ])('is questioned with %s', (_what, stopping, method, line) => {
    expect(said(stopping, method).join('\n')).toContain(line);
  });

  it('bounds replications by number and by simulated time', () => {
    const bounds = (stopping: object, method: object = {}) => {
      const { scenario } = ruled(stopping, method);
      return scenario && [fewestReplications(scenario), mostReplications(scenario)];
    };
    expect(bounds({}, { replications: 12 })).toEqual([12, 100]);
    expect(bounds({ maxSimulatedMs: 1040 })).toEqual([10, 20]);
  });
});
