/**
 * One colour for one meaning, on every screen and in the report. Each set was searched for the largest distance between its members (OKLab) as seen
 * with full colour vision, deuteranopia and protanopia (Machado 2009); techniques keep a contrast of 3:1 to the surface (WCAG 1.4.11) and have a
 * symbol each, so that nothing rests on colour alone.
 */
import type { TechniqueName } from '../catalogue/techniques.ts';
import type { ChartLook } from './chart-look.ts';

interface ColourPair {
  readonly light: string;
  readonly dark: string;
}

const techniqueColours: Readonly<Record<TechniqueName, ColourPair>> = {
  native: { light: '#5e697a', dark: '#959ba5' },
  emulated: { light: '#da7072', dark: '#d03408' },
  'xen-split-driver': { light: '#753002', dark: '#e48902' },
  virtio: { light: '#6c6629', dark: '#f2e253' },
  'vhost-net': { light: '#589105', dark: '#98ce9e' },
  'vhost-user': { light: '#115156', dark: '#60f6fe' },
  vmdq: { light: '#501da7', dark: '#9094fd' },
  direct: { light: '#d24dc5', dark: '#a35298' },
  sriov: { light: '#518aff', dark: '#3b6ceb' },
};

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

/** Families of what cycles are spent on, in the order in which they are stacked. */
export const activityFamilies = [
  'application',
  'stack',
  'driver',
  'copy',
  'switching',
  'backend',
  'exits',
  'interrupts',
  'scheduling',
  'empty polls',
] as const;
export type ActivityFamily = (typeof activityFamilies)[number];

const familyColours: Readonly<Record<ActivityFamily, ColourPair>> = {
  application: { light: '#0e4ba4', dark: '#5591f2' },
  stack: { light: '#5bb8e9', dark: '#63bfef' },
  driver: { light: '#6f86f0', dark: '#504eb5' },
  copy: { light: '#ea9915', dark: '#fecb2d' },
  switching: { light: '#7abc8f', dark: '#87c395' },
  backend: { light: '#5b9a9d', dark: '#6befed' },
  exits: { light: '#90180b', dark: '#ba1b07' },
  interrupts: { light: '#b6660b', dark: '#da710a' },
  scheduling: { light: '#762d65', dark: '#b27998' },
  'empty polls': { light: '#8b9097', dark: '#565f67' },
};

const familyOfActivity: Readonly<Record<string, ActivityFamily>> = {
  application: 'application',
  service: 'application',
  stack: 'stack',
  driver: 'driver',
  poll: 'driver',
  doorbell: 'driver',
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
  return pick(familyColours[family], look);
}

const actorColours: Readonly<Record<string, ColourPair>> = {
  guest: familyColours.application,
  hypervisor: familyColours.exits,
  host: familyColours.copy,
  'driver domain': familyColours.scheduling,
  'device model': familyColours.interrupts,
  'vhost worker': familyColours.switching,
  switch: familyColours.stack,
};

/** Colour of who spends cycles. */
export function actorColour(actor: string, look: ChartLook): string {
  return pick((Object.hasOwn(actorColours, actor) ? actorColours[actor] : undefined) ?? familyColours['empty polls'], look);
}

/** Stages of a frame's way: waiting in warm colours, work and transport in cool ones. */
const stageColours: Readonly<Record<string, ColourPair>> = {
  'source queue': { light: '#f3c66b', dark: '#8a6a1e' },
  wire: { light: '#8b9097', dark: '#7d8794' },
  'NIC and DMA': { light: '#b9c0c9', dark: '#565f67' },
  'NIC receive ring': { light: '#ea9915', dark: '#fecb2d' },
  'host work': { light: '#5b9a9d', dark: '#6befed' },
  'backend queue': { light: '#c2480f', dark: '#e0590f' },
  'backend work': { light: '#2f7f5f', dark: '#87c395' },
  'guest ring': { light: '#f08a6c', dark: '#ffab91' },
  'guest work': { light: '#5bb8e9', dark: '#63bfef' },
  'socket queue': { light: '#90180b', dark: '#ba1b07' },
  application: { light: '#0e4ba4', dark: '#5591f2' },
  'send queue': { light: '#762d65', dark: '#b27998' },
  'transmit ring': { light: '#b768a4', dark: '#d9a3c6' },
  'think time': { light: '#dde2e9', dark: '#3a4453' },
};

export function stageColour(stage: string, look: ChartLook): string {
  return pick((Object.hasOwn(stageColours, stage) ? stageColours[stage] : undefined) ?? familyColours.driver, look);
}

/** Colours for what has no meaning of its own: places of drops, by order. */
export function orderedColour(index: number, look: ChartLook): string {
  const order = ['exits', 'copy', 'driver', 'scheduling', 'backend', 'stack', 'interrupts', 'switching', 'application'] as const;
  return pick(familyColours[order[index % order.length] ?? 'exits'], look);
}

/** Black or white: what has more contrast to the colour. */
export function inkOn(colour: string): string {
  const [dark, light] = ['#101418', '#ffffff'];
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

/** Whether the name has a colour and a mark of its own. */
export function isTechnique(name: string): name is TechniqueName {
  return Object.hasOwn(techniqueColours, name);
}
