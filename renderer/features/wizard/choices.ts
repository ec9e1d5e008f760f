/** The choices of selects, in the field's words. */
import { dataPlaneNames, dataPlaneTitle, type DataPlaneName } from '../../../shared/catalogue/data-planes.ts';
import { useTexts, type Texts } from '../../texts/texts.ts';
import type { SelectOption } from '../../ui/index.ts';
import { optionsFrom } from '../../ui/options.ts';

type Words = Texts['wizard']['choices'];
type WordList = { [Name in keyof Words]: Words[Name] extends Readonly<Record<string, string>> ? Name : never }[keyof Words];

/** In the language of the page at the time. */
function choice(name: WordList): () => readonly SelectOption[] {
  return () => optionsFrom(useTexts().value.wizard.choices[name]);
}

export function grouped(group: string, options: readonly SelectOption[]): readonly SelectOption[] {
  return options.map((option) => ({ ...option, group }));
}

export const schedulerKinds = choice('schedulerKinds');

export const iommuModes = choice('iommuModes');

export const ioPageSizes = (): readonly SelectOption[] => [
  { value: 4, label: '4 KiB' },
  { value: 2048, label: '2 MiB' },
  { value: 1048576, label: '1 GiB' },
];

export const moderationKinds = choice('moderationKinds');

export const transmitArbiters = choice('transmitArbiters');

export const placementKinds = choice('placementKinds');

export const applicationKinds = choice('applicationKinds');

export const dataPlaneOption = (value: DataPlaneName): SelectOption => ({ value, label: dataPlaneTitle(value) });

export const dataPlaneOptions = (): readonly SelectOption[] => dataPlaneNames.map(dataPlaneOption);

export const serviceDistributions = choice('serviceDistributions');

export const directions = choice('directions');

export function trafficKinds(): readonly SelectOption[] {
  const { openLoop, closedLoop, loops } = useTexts().value.wizard.choices;
  return [...grouped(loops.open, optionsFrom(openLoop)), ...grouped(loops.closed, optionsFrom(closedLoop))];
}

export const loadUnits = choice('loadUnits');

export function replayLoadUnits(): readonly SelectOption[] {
  return [{ value: 'times-recorded', label: useTexts().value.wizard.choices.timesRecorded }, ...loadUnits()];
}

export const gapKinds = choice('gapKinds');

export const replayStarts = choice('replayStarts');

export const loadScopes = choice('loadScopes');

export const sizeKinds = choice('sizeKinds');

export const pointOrders = choice('pointOrders');

/** By the end of the path of a field. */
const choicesByField: Readonly<Record<string, () => readonly SelectOption[]>> = {
  'host.scheduler.kind': schedulerKinds,
  'host.iommu.mode': iommuModes,
  'host.iommu.pageKib': ioPageSizes,
  'nic.moderation.kind': moderationKinds,
  'nic.transmitArbiter': transmitArbiters,
  'placement.kind': placementKinds,
  'application.kind': applicationKinds,
  'application.implementation': dataPlaneOptions,
  'application.serviceDistribution': serviceDistributions,
  direction: directions,
  'traffic.kind': trafficKinds,
  'traffic.loadUnit': replayLoadUnits,
  'traffic.loadScope': loadScopes,
  'traffic.size.kind': sizeKinds,
  'traffic.gaps.kind': gapKinds,
  'traffic.start': replayStarts,
  'method.order': pointOrders,
};

/** The choices of a field among the values that it may have; a value that has no words stands for itself. */
export function choicesOf(path: string, values: readonly (string | number)[]): readonly SelectOption[] {
  const field = Object.keys(choicesByField).find((end) => path === end || path.endsWith(`.${end}`));
  const worded = field === undefined ? [] : (choicesByField[field]?.() ?? []);
  return values.map((value) => worded.find((choice) => choice.value === value) ?? { value, label: String(value).replaceAll('-', ' ') });
}

const FROM_CAPTURES: readonly SelectOption['value'][] = ['replay', 'quantiles'];

/** What comes with a capture file only can be kept, and not be chosen. */
export function withoutCaptured(options: readonly SelectOption[], current: unknown): readonly SelectOption[] {
  return options.filter(({ value }) => value === current || !FROM_CAPTURES.includes(value));
}
