/** The palette as CSS variables of the page: `--ink`, `--technique-sriov`, `--activity-copy`, `--stage-guest-ring`. */
import { activityColours, shadows, stageColours, surfaceColours, techniqueColours, type ColourPair } from './palette.ts';

const sets: readonly (readonly [string, Readonly<Record<string, ColourPair>>])[] = [
  ['', surfaceColours],
  ['', { shadow: shadows }],
  ['technique-', techniqueColours],
  ['activity-', activityColours],
  ['stage-', stageColours],
];

/** Text of renderer/ui/palette.css. */
export function paletteCss(): string {
  return [
    '/* Written from shared/design/palette.ts: change it there, then `npx vitest run shared/design -u`. */',
    ...block(':root', 'light'),
    '',
    ...block('html.dark', 'dark'),
    '',
  ].join('\n');
}

function block(selector: string, mode: keyof ColourPair): string[] {
  const lines = sets.flatMap(([prefix, colours]) =>
    Object.entries(colours).map(([name, pair]) => `  --${prefix}${variableName(name)}: ${pair[mode]};`),
  );
  return [`${selector} {`, ...lines, '}'];
}

/** "NIC and DMA" -> "nic-and-dma". */
function variableName(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
