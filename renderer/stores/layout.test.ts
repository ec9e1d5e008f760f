// @vitest-environment jsdom
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { restoreLayout, useLayoutStore } from './layout.ts';

const usual = {
  textures: false,
  notify: false,
  folds: {},
  panes: {},
  scales: {},
  zooms: {},
  pinned: {},
  exporting: { format: 'pdf', leftOut: [], csvLayout: 'wide' },
};

beforeEach(() => {
  localStorage.clear();
  setActivePinia(createPinia());
});

it('takes up what was kept', () => {
  const layout = {
    textures: true,
    notify: true,
    folds: { 'results: Tables': true, 'results: Warm-up': false },
    panes: { wizard: 0.6 },
    scales: { 'results: Latency': { y: 'log' } },
    zooms: { 'results: Latency: run-1': { x: { min: 5, max: 10 } } },
    pinned: { p1: 'run-1' },
    exporting: { format: 'csv', leftOut: ['details'], csvLayout: 'long' },
  };
  expect(restoreLayout(JSON.stringify({ version: 1, ...layout }))).toEqual(layout);
});

it.each([null, '', '{', '[]', '7', '{"version":2,"textures":true}'])('begins as usual from %s', (text) => {
  expect(restoreLayout(text)).toEqual(usual);
});

it('drops the parts that it cannot read', () => {
  const kept = {
    version: 1,
    textures: true,
    folds: { Tables: true, Latency: 'yes' },
    panes: { a: 3, b: 0.3 },
    scales: { a: { y: 'cubic' }, b: { x: 'log' } },
    zooms: { a: { x: { min: 2, max: 1 } }, b: 7, c: { z: { min: 1, max: 2 } } },
    pinned: 'x',
    exporting: { format: 'csv', leftOut: ['details', 'gone'], csvLayout: 'tall' },
  };
  expect(restoreLayout(JSON.stringify(kept))).toEqual({
    ...usual,
    textures: true,
    folds: { Tables: true },
    panes: { b: 0.3 },
    scales: { b: { x: 'log' } },
    exporting: { format: 'csv', leftOut: ['details'], csvLayout: 'wide' },
  });
});

it('keeps what was arranged for the next time, and forgets what is as usual again', async () => {
  const layout = useLayoutStore();
  layout.fold(['results: Tables', 'results: Warm-up'], true);
  layout.setPane('contents', 0.3);
  layout.setScales('latency', { y: 'log' });
  layout.setScales('loss', { y: 'log' });
  layout.setScales('loss', { x: undefined, y: undefined });
  await nextTick();

  setActivePinia(createPinia());
  const next = useLayoutStore();
  expect(next.folds).toEqual({ 'results: Tables': true, 'results: Warm-up': true });
  expect(next.panes).toEqual({ contents: 0.3 });
  expect(next.scales).toEqual({ latency: { y: 'log' } });
});

it('keeps the zooms of the charts that were enlarged last', () => {
  const layout = useLayoutStore();
  for (let chart = 0; chart < 150; chart++) layout.setZoom(`chart ${chart}`, { x: { min: 0, max: 1 } });
  expect(Object.keys(layout.zooms)).toHaveLength(100);
  expect(layout.zooms).toHaveProperty(['chart 149']);
});
