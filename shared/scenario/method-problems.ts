/** What each method needs: VMs and flows for network traffic, transfers for a DMA benchmark; and transfers that contradict themselves. */
import { childValue } from './json-schema.ts';
import { measuringProblems } from './measuring-problems.ts';
import type { Problem } from './problem.ts';
import type { DmaTransfers, Scenario } from './schema.ts';
import { stoppingProblems } from './stopping.ts';

/** Bytes of the largest read without the DMA engine. */
const COMMAND_BYTES = 8;

export function isDmaBenchmark({ method }: Pick<Scenario, 'method'>): boolean {
  return method.kind === 'dma-benchmark';
}

export function methodProblems(scenario: Scenario): Problem[] {
  const repeats = [...drawProblems(scenario), ...stoppingProblems(scenario), ...measuringProblems(scenario)];
  if (isDmaBenchmark(scenario)) return [...repeats, ...benchmarkProblems(scenario)];
  if (scenario.method.dma === undefined) return repeats;
  const message = 'Only a DMA benchmark has transfers: they are ignored. Set method.kind to dma-benchmark, or remove them.';
  return [...repeats, warning('method.dma', message)];
}

function drawProblems({ method: { costDraws } }: Scenario): Problem[] {
  if (costDraws !== 1) return [];
  return [
    error('method.costDraws', 'One draw of the costs makes no interval. Give 0 for none, or at least 2; 39 give an interval of 95 %.'),
  ];
}

/** Lists that only a DMA benchmark may leave out. `input`: the scenario as it was written, whatever it is. */
export function missingListProblems(input: unknown): Problem[] {
  if (childValue(childValue(input, 'method'), 'kind') === 'dma-benchmark') return [];
  return ['vms', 'flows'].flatMap((path) => {
    const list = childValue(input, path);
    const isEmpty = Array.isArray(list) && list.length === 0;
    if (list !== undefined && !isEmpty) return [];
    return [error(path, `\`${path}\` is ${isEmpty ? 'empty' : 'missing'}: give a list of 1 to 64 items.`)];
  });
}

function benchmarkProblems(scenario: Scenario): Problem[] {
  const problems: Problem[] = [];
  for (const [path, list] of Object.entries({ vms: scenario.vms, flows: scenario.flows })) {
    if (list.length > 0)
      problems.push(warning(path, `A DMA benchmark has no ${path}: they are ignored. Remove them, or set method.kind to fixed-load.`));
  }
  for (const [index, { name }] of scenario.techniques.entries()) {
    if (name !== 'native')
      problems.push(
        error(
          `techniques.${index}.name`,
          `A DMA benchmark measures device and host without a VM, so that ${name} has no meaning: use native, with options.iommuMode for the IOMMU.`,
        ),
      );
  }
  return [...problems, ...transferProblems(scenario)];
}

/** Of the transfers alone: these also decide whether a swept value is possible. */
export function transferProblems({ method }: Scenario): Problem[] {
  if (method.kind !== 'dma-benchmark') return [];
  if (method.dma === undefined)
    return [error('method.dma', 'A DMA benchmark needs its transfers: give method.dma, {} for reads of 64 bytes in a window of 8 KiB.')];
  return [...sizeProblems(method.dma), ...measureProblems(method.dma)];
}

function sizeProblems({ operation, transferBytes, windowKib }: DmaTransfers): Problem[] {
  if (operation === 'command-read' && transferBytes > COMMAND_BYTES)
    return [
      error(
        'method.dma.transferBytes',
        `A read without the DMA engine brings at most ${COMMAND_BYTES} bytes, not ${transferBytes}: make transfers smaller or set operation to read.`,
      ),
    ];
  if (transferBytes > windowKib * 1024)
    return [
      error(
        'method.dma.transferBytes',
        `A transfer of ${transferBytes} bytes does not fit into the window of ${windowKib} KiB: make it smaller or raise windowKib.`,
      ),
    ];
  return [];
}

function measureProblems({ operation, measure, inFlight }: DmaTransfers): Problem[] {
  const path = 'method.dma.measure';
  if (operation === 'write' && measure === 'latency')
    return [
      error(
        path,
        'Nothing answers a posted write, so that the device cannot time it: measure bandwidth, or set operation to write-then-read.',
      ),
    ];
  if (operation === 'command-read' && measure === 'bandwidth')
    return [error(path, 'Reads without the DMA engine go one at a time: measure latency, or set operation to read.')];
  if (measure === 'latency' && inFlight !== undefined)
    return [
      warning('method.dma.inFlight', 'Latency is measured one transfer at a time: inFlight is ignored. Remove it or measure bandwidth.'),
    ];
  return [];
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

function warning(path: string, message: string): Problem {
  return { path, message, severity: 'warning' };
}
