/** What each method needs: VMs and flows for network traffic, transfers for a DMA benchmark; and transfers that contradict themselves. */
import { words } from '../texts/words.ts';
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
  return [...repeats, warning('method.dma', words().problems.method.transfersIgnored)];
}

function drawProblems({ method: { costDraws } }: Scenario): Problem[] {
  if (costDraws !== 1) return [];
  return [error('method.costDraws', words().problems.method.oneDraw)];
}

/** Lists that only a DMA benchmark may leave out. `input`: the scenario as it was written, whatever it is. */
export function missingListProblems(input: unknown): Problem[] {
  if (childValue(childValue(input, 'method'), 'kind') === 'dma-benchmark') return [];
  return ['vms', 'flows'].flatMap((path) => {
    const list = childValue(input, path);
    const isEmpty = Array.isArray(list) && list.length === 0;
    if (list !== undefined && !isEmpty) return [];
    const { emptyList, missingList } = words().problems.method;
    return [error(path, (isEmpty ? emptyList : missingList)(path))];
  });
}

function benchmarkProblems(scenario: Scenario): Problem[] {
  const texts = words().problems.method;
  const problems: Problem[] = [];
  for (const [path, list] of Object.entries({ vms: scenario.vms, flows: scenario.flows })) {
    if (list.length > 0) problems.push(warning(path, texts.trafficIgnored(path)));
  }
  for (const [index, { name }] of scenario.techniques.entries()) {
    if (name !== 'native') problems.push(error(`techniques.${index}.name`, texts.onlyNative(name)));
  }
  return [...problems, ...transferProblems(scenario)];
}

/** Of the transfers alone: these also decide whether a swept value is possible. */
export function transferProblems({ method }: Scenario): Problem[] {
  if (method.kind !== 'dma-benchmark') return [];
  if (method.dma === undefined) return [error('method.dma', words().problems.method.noTransfers)];
  return [...sizeProblems(method.dma), ...measureProblems(method.dma)];
}

function sizeProblems({ operation, transferBytes, windowKib }: DmaTransfers): Problem[] {
  const texts = words().problems.method;
  if (operation === 'command-read' && transferBytes > COMMAND_BYTES)
    return [error('method.dma.transferBytes', texts.longCommandRead(COMMAND_BYTES, transferBytes))];
  if (transferBytes > windowKib * 1024) return [error('method.dma.transferBytes', texts.smallWindow(transferBytes, windowKib))];
  return [];
}

function measureProblems({ operation, measure, inFlight }: DmaTransfers): Problem[] {
  const texts = words().problems.method;
  const path = 'method.dma.measure';
  if (operation === 'write' && measure === 'latency') return [error(path, texts.untimedWrite)];
  if (operation === 'command-read' && measure === 'bandwidth') return [error(path, texts.oneReadAtATime)];
  if (measure === 'latency' && inFlight !== undefined) return [warning('method.dma.inFlight', texts.inFlightIgnored)];
  return [];
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}

function warning(path: string, message: string): Problem {
  return { path, message, severity: 'warning' };
}
