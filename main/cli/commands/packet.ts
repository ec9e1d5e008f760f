import { gatheredPieces } from '../../../shared/result/packet-trace.ts';
import { formatTimeNs } from '../../../shared/units.ts';
import { tracePointPacket } from '../../lab/trace-point-packet.ts';
import { readCheckedScenario } from '../checked-scenario.ts';
import { defineCommand } from '../command.ts';
import { InputError } from '../input-error.ts';
import { listenForInterruption } from '../interruption.ts';
import { onlyOperand } from '../options.ts';
import { print } from '../output.ts';
import { textTable, wrap } from '../text-table.ts';
import { settingOption } from '../setting-option.ts';

const WIDTH = 132;

export const packetCommand = defineCommand({
  name: 'packet',
  operands: 'FILE',
  summary: 'Replays one packet of a point, found by its latency, and prints its way: where it was, for how long, and why.',
  options: {
    technique: { type: 'string', takes: 'LABEL', description: 'Technique of the point. Default: the first of the scenario.' },
    quantile: { type: 'string', takes: 'Q', description: 'The packet at this quantile of the latencies, 0 to 1. Default: 0.99.' },
    replication: { type: 'string', takes: 'N', description: 'Which replication, from 0. Default: 0.' },
    set: settingOption('--set flows.0.traffic.load=80'),
    json: { type: 'boolean', description: 'Prints it as JSON.' },
  },
  run: async ({ options, operands }) => {
    const scenario = await readCheckedScenario(onlyOperand(operands, 'scenario file'), options.set ?? []);
    const quantile = numberOf('quantile', options.quantile ?? '0.99', (value) => value >= 0 && value <= 1, 'a number from 0 to 1');
    const replication = numberOf(
      'replication',
      options.replication ?? '0',
      (value) => Number.isInteger(value) && value >= 0,
      'a whole number from 0',
    );
    const interruption = listenForInterruption();
    const found = await tracePointPacket(
      scenario,
      { technique: options.technique, replication, wish: { quantile } },
      { signal: interruption.signal },
    );
    interruption.release();
    if ('problem' in found) throw new InputError(found.problem);
    const { technique, trace } = found;
    if (!trace) {
      await print(`${technique}: no packet was delivered in the measurement window, or the technique is refused here.`);
      return 1;
    }
    if (options.json) {
      await print(JSON.stringify(trace, null, 2));
      return 0;
    }
    const rows = trace.steps.map((step) => [
      formatTimeNs(step.fromNs - trace.createdNs),
      formatTimeNs(step.toNs - step.fromNs),
      step.stage,
      [step.where, step.context === '' ? '' : `${step.context}, core ${step.core ?? '?'}`].filter(Boolean).join(': '),
      gatheredPieces(step.pieces)
        .map(({ reason, ns }) => `${formatTimeNs(ns)} ${reason}`)
        .join('; '),
    ]);
    const head = `${technique}, ${trace.vm}: a packet of ${trace.bytes} bytes, ${trace.outcome} after ${formatTimeNs(trace.latencyNs)}; ${share(trace.quantile)}.`;
    await print([wrap(head, WIDTH), '', textTable([['at', 'for', 'stage', 'where', 'why'], ...rows], { width: WIDTH })].join('\n'));
    return 0;
  },
});

function share(quantile: number | null): string {
  return quantile === null ? 'it has no place among those delivered' : `${(100 * quantile).toFixed(2)} % of the packets were no slower`;
}

function numberOf(name: string, text: string, isFit: (value: number) => boolean, what: string): number {
  const value = Number(text);
  if (text.trim() === '' || !isFit(value)) throw new InputError(`--${name} takes ${what}, not "${text}".`);
  return value;
}
