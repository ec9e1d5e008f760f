import { expect, it } from 'vitest';
import { restoreLayout } from './layout.ts';

const usual = { textures: false, notify: false, folded: [], panes: {}, pinned: {} };

it('takes up what was kept', () => {
  const layout = { textures: true, notify: true, folded: ['Tables'], panes: { wizard: 0.6 }, pinned: { p1: 'run-1' } };
  expect(restoreLayout(JSON.stringify({ version: 1, ...layout }))).toEqual(layout);
});

it.each([null, '', '{', '[]', '7', '{"version":2,"textures":true}'])('begins as usual from %s', (text) => {
  expect(restoreLayout(text)).toEqual(usual);
});

it('drops the parts that it cannot read', () => {
  expect(restoreLayout('{"version":1,"textures":true,"folded":[1,"Tables"],"panes":{"a":3,"b":0.3},"pinned":"x"}')).toEqual({
    ...usual,
    textures: true,
    folded: ['Tables'],
    panes: { b: 0.3 },
  });
});
