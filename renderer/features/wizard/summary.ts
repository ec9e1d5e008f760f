/** A scenario in a few lines, for the review. */
import { techniqueTitle } from '../../../shared/catalogue/techniques.ts';
import type { CostModel, HostProfile, NicProfile } from '../../../shared/catalogue/profiles.ts';
import { plainNumber } from '../../../shared/number-format.ts';
import { isMeasuring } from '../../../shared/scenario/method-goals.ts';
import { methodTitle } from '../../../shared/scenario/method-titles.ts';
import { digits } from '../../../shared/units.ts';
import { useTexts } from '../../texts/texts.ts';
import type { SelectOption } from '../../ui/index.ts';
import { directions, loadUnits, trafficKinds } from './choices.ts';
import { listAt, valueAt } from './draft-path.ts';
import { objectAt } from './edits.ts';
import { stepTitle } from './problems.ts';

export interface SummaryLine {
  readonly step: number;
  readonly title: string;
  readonly lines: readonly string[];
}

export interface Profiles {
  readonly hostProfiles: readonly HostProfile[];
  readonly nicProfiles: readonly NicProfile[];
  readonly costModels: readonly CostModel[];
}

export function summarize(draft: unknown, { hostProfiles, nicProfiles, costModels }: Profiles): readonly SummaryLine[] {
  const { summary } = useTexts().value.wizard;
  const host = hostProfiles.find(({ id }) => id === valueAt(draft, 'host.profile'));
  const nic = nicProfiles.find(({ id }) => id === valueAt(draft, 'nic.profile'));
  return [
    {
      step: 0,
      title: stepTitle(0),
      lines: [
        [
          host?.title ?? text(valueAt(draft, 'host.profile')),
          ...changed(draft, 'host.cores', summary.cores),
          ...changed(draft, 'host.frequencyGhz', 'GHz'),
          summary.networkCores(text(valueAt(draft, 'host.networkCores'))),
        ].join('; '),
        [
          nic?.title ?? text(valueAt(draft, 'nic.profile')),
          summary.ports(text(valueAt(draft, 'nic.ports'))),
          ...changed(draft, 'nic.lineRateGbps', 'Gbit/s'),
        ].join('; '),
      ],
    },
    {
      step: 1,
      title: stepTitle(1),
      lines: listAt(draft, 'vms').map(
        (vm) =>
          `${text(valueAt(vm, 'name'))}: ${text(valueAt(vm, 'count'))} × ${text(valueAt(vm, 'vcpus'))} vCPU, ${text(valueAt(vm, 'application.kind')).replaceAll('-', ' ')}`,
      ),
    },
    { step: 2, title: stepTitle(2), lines: listAt(draft, 'flows').map(flowLine) },
    {
      step: 3,
      title: stepTitle(3),
      lines: listAt(draft, 'techniques').map((choice) => {
        const title = techniqueTitle(text(valueAt(choice, 'name')));
        const label = valueAt(choice, 'label');
        return typeof label === 'string' ? `${label}: ${title}` : title;
      }),
    },
    { step: 4, title: stepTitle(4), lines: methodLines(draft, costModels) },
  ];
}

/** A value set in place of the profile's. */
function changed(draft: unknown, path: string, unit: string): string[] {
  const value = valueAt(draft, path);
  return value === undefined ? [] : [`${text(value)} ${unit}`];
}

function flowLine(flow: unknown): string {
  const labelIn = (options: readonly SelectOption[], value: unknown): string =>
    options.find((option) => option.value === value)?.label ?? text(value);
  const traffic = labelIn(trafficKinds(), valueAt(flow, 'traffic.kind'));
  const load = valueAt(flow, 'traffic.load');
  const offered = load === undefined ? '' : `, ${text(load)} ${labelIn(loadUnits(), valueAt(flow, 'traffic.loadUnit'))}`;
  const size = valueAt(flow, 'traffic.size.frameBytes');
  const frames = size === undefined ? '' : useTexts().value.wizard.summary.frames(text(size));
  return `${text(valueAt(flow, 'name'))}: ${labelIn(directions(), valueAt(flow, 'direction'))}, ${text(valueAt(flow, 'vms'))}; ${traffic}${offered}${frames}`;
}

function methodLines(draft: unknown, costModels: readonly CostModel[]): string[] {
  const { summary } = useTexts().value.wizard;
  const axes = listAt(draft, 'method.sweep').map((axis) => summary.sweep(text(valueAt(axis, 'path')), listAt(axis, 'values').length));
  const model = costModels.find(({ id }) => id === valueAt(draft, 'costModel'));
  const costs = Object.keys(objectAt(draft, 'costs')).length;
  const kind = String(valueAt(draft, 'method.kind'));
  return [
    ...(isMeasuring(kind) ? [summary.measures(methodTitle(kind))] : []),
    summary.each(replicationsText(draft), text(valueAt(draft, 'method.durationMs')), text(valueAt(draft, 'method.seed'))),
    ...(Number(valueAt(draft, 'method.costDraws') ?? 0) > 0 ? [summary.draws(text(valueAt(draft, 'method.costDraws')))] : []),
    ...axes,
    summary.costs(model?.title ?? text(valueAt(draft, 'costModel')), costs),
  ];
}

/** "5 replications"; with a stopping rule "10 to 100 replications, until ± 2 % is reached,". */
function replicationsText(draft: unknown): string {
  const { summary } = useTexts().value.wizard;
  const fixed = text(valueAt(draft, 'method.replications'));
  const precision = Number(valueAt(draft, 'method.stopping.relativeHalfWidth'));
  if (!Number.isFinite(precision)) return summary.replications(fixed);
  const fewest = Math.max(Number(fixed), Number(valueAt(draft, 'method.stopping.minReplications')));
  const most = text(valueAt(draft, 'method.stopping.maxReplications'));
  return summary.untilPrecise(String(fewest), most, digits(100 * precision));
}

/** `about 40 s`, `about 12 min`: the time that a run will take. */
export function formatSeconds(seconds: number): string {
  const { lessThanSecond, about } = useTexts().value.wizard.time;
  if (seconds < 1) return lessThanSecond;
  if (seconds < 100) return about(`${Math.round(seconds)} s`);
  if (seconds < 6000) return about(`${Math.round(seconds / 60)} min`);
  return about(`${digits(seconds / 3600)} h`);
}

function text(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'number' ? plainNumber(value) : String(value);
}
