/** What stands on a part of the drawing and what a screen reader says of it. */
import type { PartState } from './part-state.ts';
import { words } from '../texts/words.ts';
import { formatRate } from '../units.ts';

/** Words in lines of at most so many characters; a longer word has a line of its own. */
export function wrapped(text: string, characters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export interface PartLine {
  readonly text: string;
  readonly kind: 'title' | 'heat' | 'note' | 'alarm';
}

export function partLines(state: PartState, characters: number): readonly PartLine[] {
  const { state: texts } = words().dataPath;
  const line = (kind: PartLine['kind'], text: string): PartLine[] =>
    wrapped(text, characters)
      .filter((own) => own !== '')
      .map((own) => ({ kind, text: own }));
  return [
    ...line('title', state.part.title),
    ...line('heat', state.heatText),
    ...line('note', state.note),
    ...line('note', state.polls ? texts.pollsTheRest : ''),
    ...line('note', state.exitsPerSecond >= 1 ? formatRate(state.exitsPerSecond, 'exits/s') : ''),
    ...line('alarm', state.dropsPps >= 1 ? `▼ ${formatRate(state.dropsPps, 'pps')}` : ''),
  ];
}

/** One sentence for those who do not see the drawing. */
export function partSentence(state: PartState): string {
  const { state: texts } = words().dataPath;
  const said = [
    state.heatText,
    state.note,
    state.polls ? texts.pollsForTheRest : '',
    state.exitsPerSecond >= 1 ? formatRate(state.exitsPerSecond, 'exits/s') : '',
    state.dropsPps >= 1 ? texts.loses(formatRate(state.dropsPps, 'frames/s')) : '',
    state.isBottleneck ? texts.bottleneck : '',
  ].filter((text) => text !== '');
  return texts.sentence(state.part.title, said.length > 0 ? said.join(', ') : texts.noFigures);
}
