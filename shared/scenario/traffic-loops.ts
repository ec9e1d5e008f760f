/** Open loops send at a rate of their own; closed loops wait for their answers, and so offer what the system carries. */
import { words } from '../texts/words.ts';
import type { OpenLoopTraffic, Scenario, Traffic } from './schema.ts';

const openLoopKinds: readonly OpenLoopTraffic['kind'][] = ['constant', 'poisson', 'on-off', 'fitted', 'replay'];

/** Kinds of traffic that are open loops: "constant, poisson, on-off, fitted or replay". */
export function openLoopsText(): string {
  return words().scenario.either(openLoopKinds);
}

export function isOpenLoop(traffic: Traffic): traffic is OpenLoopTraffic {
  return traffic.kind !== 'request-response' && traffic.kind !== 'tcp-stream';
}

/** Whether some of the traffic is a closed loop: throughput itself then shows what the system does. A DMA benchmark has its commands outstanding. */
export function hasClosedLoop({ flows, method }: Pick<Scenario, 'flows' | 'method'>): boolean {
  return method.kind === 'dma-benchmark' || flows.some(({ traffic }) => !isOpenLoop(traffic));
}

/** Whether no traffic has a rate of its own, so that there is no offered load to carry. */
export function hasOnlyClosedLoops({ flows }: Pick<Scenario, 'flows'>): boolean {
  return flows.every(({ traffic }) => !isOpenLoop(traffic));
}
