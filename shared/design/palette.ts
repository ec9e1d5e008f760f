/**
 * The one source of every colour of the lab: screens (renderer/ui/palette.css is written from it), charts and the report. One colour for one meaning.
 * Each set of techniques and activities was searched for the largest distance between its members (OKLab) as seen with full colour vision,
 * deuteranopia and protanopia (Machado 2009); techniques keep a contrast of 3:1 to the surface (WCAG 1.4.11) and have a symbol each, so that nothing
 * rests on colour alone. Texts keep 4.5:1 on every surface that they stand on (WCAG 1.4.3).
 */
import type { TechniqueName } from '../catalogue/techniques.ts';

export interface ColourPair {
  readonly light: string;
  readonly dark: string;
}

/** Surfaces, lines, inks and states; the name is that of the CSS variable. */
export const surfaceColours = {
  page: { light: '#f4f6f8', dark: '#10141a' },
  surface: { light: '#ffffff', dark: '#181d25' },
  'surface-raised': { light: '#ffffff', dark: '#1f2630' },
  'surface-sunken': { light: '#eef1f5', dark: '#131820' },
  line: { light: '#d7dde5', dark: '#303947' },
  'line-strong': { light: '#8a94a3', dark: '#768397' },

  ink: { light: '#17202c', dark: '#e8edf4' },
  'ink-soft': { light: '#3f4a59', dark: '#c3ccd8' },
  'ink-faint': { light: '#586373', dark: '#a0abba' },

  accent: { light: '#1f5bbd', dark: '#7fb0ff' },
  'accent-ink': { light: '#ffffff', dark: '#0c1728' },
  'accent-soft': { light: '#e6eefb', dark: '#1c2c47' },
  good: { light: '#1d6b3a', dark: '#74cf95' },
  'good-soft': { light: '#e4f3e9', dark: '#17301f' },
  caution: { light: '#7d5000', dark: '#efbd62' },
  'caution-soft': { light: '#fbf1dc', dark: '#352a12' },
  bad: { light: '#b3261e', dark: '#ff9b92' },
  'bad-soft': { light: '#fcebea', dark: '#3b1d1b' },
  quiet: { light: '#515c6b', dark: '#aab4c2' },
  focus: { light: '#1f5bbd', dark: '#9cc2ff' },
  /** Nothing, or little, in scales of colour. */
  'scale-zero': { light: '#eef1f5', dark: '#232b36' },
  /** Over the page, behind a dialog. */
  backdrop: { light: 'rgb(8 14 24 / 45%)', dark: 'rgb(8 14 24 / 45%)' },
} as const satisfies Readonly<Record<string, ColourPair>>;

export const shadows: ColourPair = {
  light: '0 1px 2px rgb(16 30 54 / 7%), 0 3px 12px rgb(16 30 54 / 5%)',
  dark: '0 1px 2px rgb(0 0 0 / 40%), 0 3px 12px rgb(0 0 0 / 30%)',
};

/** Inks on a filled colour: the one with more contrast is taken. */
export const inks = { dark: '#101418', light: '#ffffff' } as const;

export const techniqueColours: Readonly<Record<TechniqueName, ColourPair>> = {
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

export const activityColours: Readonly<Record<ActivityFamily, ColourPair>> = {
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

/** Stages of a frame's way: waiting in warm colours, work and transport in cool ones. */
export const stageColours: Readonly<Record<string, ColourPair>> = {
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

/** How busy or how full something is, 0..1: stops of a scale, each between its neighbours. Text on it takes the ink with more contrast. */
export const heatStops: readonly { readonly at: number; readonly colour: ColourPair }[] = [
  { at: 0, colour: { light: '#eef1f5', dark: '#232b36' } },
  { at: 0.5, colour: { light: '#fbdc9d', dark: '#6b5118' } },
  { at: 0.8, colour: { light: '#f0893c', dark: '#a8551a' } },
  { at: 1, colour: { light: '#c92a1e', dark: '#d0392b' } },
];
