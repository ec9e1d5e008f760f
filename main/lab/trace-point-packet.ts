/** The way of one packet of a point of a scenario. */
import type { PacketTrace } from '../../shared/result/packet-trace.ts';
import type { Scenario, SettingValue } from '../../shared/scenario/schema.ts';
import { traceInThread, type TraceThreadOptions } from '../experiment/executor/trace-thread.ts';
import type { PacketWish } from '../engine/trace/trace-packet.ts';
import { planRun } from '../experiment/plan.ts';

export interface PointWish {
  /** Label; default: that of the first point. */
  readonly technique?: string | undefined;
  /** Of the point; default: those of the technique's first point. */
  readonly settings?: Readonly<Record<string, SettingValue>> | undefined;
  readonly replication: number;
  readonly wish: PacketWish;
}

/** What was found; `trace` is null when the point has no such packet. Or why there is nothing to trace. */
export type Found = { readonly technique: string; readonly trace: PacketTrace | null } | { readonly problem: string };

export async function tracePointPacket(scenario: Scenario, asked: PointWish, options: TraceThreadOptions = {}): Promise<Found> {
  if (scenario.method.kind === 'dma-benchmark')
    return { problem: 'A DMA benchmark has transfers and no packets: choose another method.kind.' };
  const points = planRun(scenario);
  const own = points.filter(({ technique }) => asked.technique === undefined || technique === asked.technique);
  const point = own.find(({ settings }) => asked.settings === undefined || sameSettings(settings, asked.settings));
  if (!point) {
    const labels = [...new Set(points.map(({ technique }) => technique))].join(', ');
    return {
      problem:
        own.length > 0
          ? 'The scenario has no point with these settings.'
          : `The scenario has no technique "${asked.technique ?? ''}". It has: ${labels}.`,
    };
  }
  const task = { scenario: point.scenario, technique: point.choice, replication: asked.replication };
  return { technique: point.technique, trace: await traceInThread({ task, wish: asked.wish }, options) };
}

function sameSettings(one: Readonly<Record<string, SettingValue>>, other: Readonly<Record<string, SettingValue>>): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key] === other[key]);
}
