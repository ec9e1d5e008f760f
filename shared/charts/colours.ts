/** The colours of shared/design/palette.ts as charts use them: by technique, activity, actor and stage, in the theme of a look. */
import { isTechnique, type TechniqueName } from '../catalogue/techniques.ts';
import {
  activityColours,
  heatStops,
  inks,
  stageColours,
  techniqueColours,
  type ActivityFamily,
  type ColourPair,
} from '../design/palette.ts';
import type { ChartLook } from './chart-look.ts';

export { activityFamilies, type ActivityFamily } from '../design/palette.ts';

/** ECharts symbols; paths fill a square of 10. */
const techniqueSymbols: Readonly<Record<TechniqueName, string>> = {
  native: 'path://M3 0H7V3H10V7H7V10H3V7H0V3H3Z',
  emulated: 'triangle',
  'xen-split-driver': 'path://M0 0H10L5 10Z',
  virtio: 'diamond',
  'vhost-net': 'rect',
  'vhost-user': 'path://M5 0L10 3.8L8.1 10H1.9L0 3.8Z',
  vmdq: 'path://M5 0L6.5 3.5L10 3.8L7.3 6.2L8.1 10L5 8L1.9 10L2.7 6.2L0 3.8L3.5 3.5Z',
  direct: 'path://M0 0H10V10H0ZM0 0L5 4L10 0V10L5 6L0 10Z',
  sriov: 'circle',
};

/** Dashes of the variants of a technique: other options, or other settings. */
const variantDashes = ['solid', [7, 3], [2, 2], [9, 3, 2, 3], [4, 4], [1, 3]] as const;

export interface TechniqueStyle {
  readonly colour: string;
  readonly symbol: string;
  readonly dash: 'solid' | number[];
}

/** @param variant counts from 0 the variants of one technique in a run, by their order in the scenario. */
export function techniqueStyle(name: string, variant: number, look: ChartLook): TechniqueStyle {
  const known = isTechnique(name) ? name : 'native';
  const base = pick(techniqueColours[known], look);
  const dash = variantDashes[variant % variantDashes.length] ?? 'solid';
  return {
    colour: variant === 0 ? base : mix(base, look.ink, Math.min(0.5, variant * 0.22)),
    symbol: techniqueSymbols[known],
    dash: dash === 'solid' ? dash : [...dash],
  };
}

const familyOfActivity: Readonly<Record<string, ActivityFamily>> = {
  application: 'application',
  service: 'application',
  stack: 'stack',
  'segment merge': 'stack',
  driver: 'driver',
  poll: 'driver',
  doorbell: 'driver',
  'counter reading': 'driver',
  copy: 'copy',
  bridge: 'switching',
  tap: 'switching',
  forwarding: 'switching',
  virtqueue: 'backend',
  netback: 'backend',
  'grant operation': 'backend',
  'device emulation': 'backend',
  'system calls': 'backend',
  'vhost crossing': 'backend',
  'queue hand-over': 'backend',
  turn: 'backend',
  'vm exit': 'exits',
  'register access': 'exits',
  kick: 'exits',
  hypercall: 'exits',
  'end of interrupt': 'exits',
  interrupt: 'interrupts',
  'timer tick': 'interrupts',
  'interrupt injection': 'interrupts',
  'interrupt signal': 'interrupts',
  'context switch': 'scheduling',
  'wake-up': 'scheduling',
  'halt and wake': 'scheduling',
  'empty polls': 'empty polls',
};

/** Family of an activity; one that is not known counts as work of the back end. */
export function activityFamily(activity: string): ActivityFamily {
  return (Object.hasOwn(familyOfActivity, activity) ? familyOfActivity[activity] : undefined) ?? 'backend';
}

export function activityColour(family: ActivityFamily, look: ChartLook): string {
  return pick(activityColours[family], look);
}

const actorColours: Readonly<Record<string, ColourPair>> = {
  guest: activityColours.application,
  hypervisor: activityColours.exits,
  host: activityColours.copy,
  'driver domain': activityColours.scheduling,
  'device model': activityColours.interrupts,
  'vhost worker': activityColours.switching,
  switch: activityColours.stack,
};

/** Colour of who spends cycles. */
export function actorColour(actor: string, look: ChartLook): string {
  return pick((Object.hasOwn(actorColours, actor) ? actorColours[actor] : undefined) ?? activityColours['empty polls'], look);
}

export function stageColour(stage: string, look: ChartLook): string {
  return pick((Object.hasOwn(stageColours, stage) ? stageColours[stage] : undefined) ?? activityColours.driver, look);
}

/** Colour of how busy or how full something is, 0..1. */
export function heatColour(heat: number, look: ChartLook): string {
  const above = heatStops.findIndex(({ at }) => at >= heat);
  const [from, to] = [heatStops[Math.max(0, above - 1)], heatStops[above]];
  if (!from || !to) return pick((heatStops.at(-1) ?? heatStops[0])?.colour ?? { light: look.surface, dark: look.surface }, look);
  return mix(pick(from.colour, look), pick(to.colour, look), to.at > from.at ? (heat - from.at) / (to.at - from.at) : 0);
}

/** Colours for what has no meaning of its own: places of drops, by order. */
export function orderedColour(index: number, look: ChartLook): string {
  const order = ['exits', 'copy', 'driver', 'scheduling', 'backend', 'stack', 'interrupts', 'switching', 'application'] as const;
  return pick(activityColours[order[index % order.length] ?? 'exits'], look);
}

/** Black or white: what has more contrast to the colour. */
export function inkOn(colour: string): string {
  const { dark, light } = inks;
  return contrast(colour, dark) > contrast(colour, light) ? dark : light;
}

/** A colour on its way to another; amount 0..1. */
export function mix(from: string, to: string, amount: number): string {
  const [one, other] = [channels(from), channels(to)];
  return `#${one.map((value, i) => hexByte(value + ((other[i] ?? value) - value) * amount)).join('')}`;
}

/** Contrast of two colours, 1..21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function hexByte(value: number): string {
  return Math.round(value).toString(16).padStart(2, '0');
}

function pick(pair: ColourPair, look: ChartLook): string {
  return look.mode === 'dark' ? pair.dark : pair.light;
}
