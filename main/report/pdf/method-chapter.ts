/** How the figures came about: a paragraph to quote, the statistical statement, the account of frames, and what gives the numbers again. */
import type { Content } from 'pdfmake/interfaces.js';
import { sectionTitle } from '../../../shared/report/sections.ts';
import { metricTitle } from '../../../shared/result/metric-titles.ts';
import type { PointResult, RunResult } from '../../../shared/result/schema.ts';
import { stoppingReason } from '../../../shared/result/trust-words.ts';
import type { StoppingRule } from '../../../shared/scenario/schema.ts';
import { fewestReplications, replicationsText } from '../../../shared/scenario/stopping.ts';
import { digits } from '../../../shared/units.ts';
import { methodParagraph } from '../method-paragraph.ts';
import { applicationVersion } from '../run-facts.ts';
import { chapter, paragraph, titled, titledBullets } from './blocks.ts';

export function methodChapter(result: RunResult): Content[] {
  return [
    chapter(sectionTitle('method')),
    titled('Method', paragraph(methodParagraph(result))),
    ...titledBullets('Statistical statement', statisticalStatement(result)),
    titled('Accounting', paragraph(accountingStatement(result))),
    titled(
      'Reproduction',
      paragraph(
        `Seed ${result.seed} with engine version ${result.engineVersion} gives these numbers again, bit for bit, on any machine and with any number of workers. This report was written by IOVLab ${applicationVersion}.`,
      ),
    ),
  ];
}

function statisticalStatement({ scenario, points }: RunResult): string[] {
  const { method } = scenario;
  const asked = fewestReplications(scenario);
  const done = points.filter(({ refusal }) => refusal === null).map(({ replications }) => replications);
  const fewest = Math.min(asked, ...done);
  const warmups = points.filter(({ replications }) => replications > 0).map(({ warmupMs }) => warmupMs);
  const longest = warmups.length > 0 ? ` The longest was ${digits(Math.max(...warmups))} ms.` : '';
  return [
    fewest < asked
      ? `${asked} independent replications of each point were asked for; some points have as few as ${fewest}.`
      : `${replicationsText(scenario)} independent ${asked === 1 ? 'replication' : 'replications'} of each point, each of ${digits(method.durationMs)} ms of simulated time.`,
    ...(method.stopping ? [stoppingStatement(method.stopping, points)] : []),
    asked > 1
      ? 'Intervals are 95 % confidence intervals by Student’s t over the replications, given as ± half-width, also for percentiles: each replication gives one value, and these are independent, as the samples of one run, which queue behind each other, are not. Bands of distributions are the same, at each latency by itself. Single points are covered; no correction is made for looking at many of them.'
      : 'One replication gives no confidence intervals: differences may be chance.',
    'A percentile with fewer than ten samples of a replication beyond it is marked: it has too few to be trusted.',
    ...(method.costDraws > 0
      ? [
          `The uncertain costs were drawn ${method.costDraws} times from their ranges (Latin hypercube; triangular around the value of the cost model; published values within 10 %, secondary ones within 20 %), each draw was compared with the same packets under the costs as they are, and the interval between the extremes of these differences was joined with that of the replications.`,
        ]
      : [
          'What the costs are not known to is not in these intervals: `lab run --cost-uncertainty`, or draws of the costs in the method, gives intervals that hold it.',
        ]),
    method.warmup === 'automatic'
      ? `The warm-up is found by MSER-5 for each replication and left out.${longest}`
      : `A warm-up of ${digits(method.warmup)} ms is left out of each replication.`,
    'All techniques are offered the very same packets (common random numbers), so that differences between them vary less than the single figures. “By how much” one is ahead of another is taken replication by replication (paired Student’s t), and corrected for all pairs of techniques at a setting (Bonferroni). Throughput per busy core compares two techniques as if their intervals were independent, which is the careful side.',
    'A point is marked as overloaded when more than 0.1 % of all its frames are lost, or its latency keeps growing: from the second to the last quarter of the run by more than a quarter, still after the third, and shown with 95 % by Student’s t over the replications (with one or two, from the third to the last by a quarter in either). Latencies that keep growing get no interval, and overloaded techniques are not compared with those that carry the load.',
    method.confirmBottleneck
      ? 'A bottleneck is confirmed when the point, run again with that resource 10 % faster and the same packets, delivers at least 3 % more.'
      : 'Bottlenecks were not confirmed by experiment in this run.',
  ];
}

function stoppingStatement({ relativeHalfWidth, metrics }: StoppingRule, points: readonly PointResult[]): string {
  const ended = Map.groupBy(
    points.flatMap(({ stopping }) => stopping ?? []),
    ({ reason }) => reason,
  );
  const counts = [...ended].map(([reason, members]) => `${stoppingReason(reason)} at ${members.length} points`).join(', ');
  const names = metrics.map((metric) => metricTitle(metric)).join('; ');
  return `Replications were added in rounds until the intervals of ${names} were within ± ${digits(100 * relativeHalfWidth)} %${counts === '' ? '' : `: ${counts}`}.`;
}

function accountingStatement({ points }: RunResult): string {
  const sums = points.reduce(
    (sum, { accounting }) => ({
      start: sum.start + accounting.inFlightStart,
      offered: sum.offered + accounting.offered,
      delivered: sum.delivered + accounting.delivered,
      lost: sum.lost + accounting.lost,
      end: sum.end + accounting.inFlightEnd,
    }),
    { start: 0, offered: 0, delivered: 0, lost: 0, end: 0 },
  );
  const difference = sums.start + sums.offered - sums.delivered - sums.lost - sums.end;
  const frames = (count: number): string => count.toLocaleString('en-US');
  return `Over all points and replications, warm-up included, ${frames(sums.offered)} frames were offered: ${frames(sums.delivered)} delivered, ${frames(sums.lost)} lost, ${frames(sums.end)} still on their way at the end. ${difference === 0 ? 'The account closes exactly.' : `The account is off by ${frames(difference)} frames.`}`;
}
