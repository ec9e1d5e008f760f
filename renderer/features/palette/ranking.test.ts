import { expect, it } from 'vitest';
import { ranked } from './ranking.ts';

const entries = ['Run the scenario', 'Cancel the run', 'vhost-net', 'Noisy neighbour', 'Catalogue'].map((title) => ({ title, hint: '' }));
const found = (query: string) => ranked(entries, query).map(({ title }) => title);

it('shows all in their order for no words', () => {
  expect(found(' ')).toEqual(entries.map(({ title }) => title));
});

it('puts what begins with the word first', () => {
  expect(found('run')).toEqual(['Run the scenario', 'Cancel the run']);
});

it('wants every word, in any order', () => {
  expect(found('run cancel')).toEqual(['Cancel the run']);
});

it('finds letters in their order, as in an abbreviation', () => {
  expect(found('vhn')).toEqual(['vhost-net']);
});

it('puts initials before letters inside a word, and these before letters in their order', () => {
  const titles = ['A stunning view', 'Announce', 'Noisy neighbour'].map((title) => ({ title, hint: '' }));
  expect(ranked(titles, 'nn').map(({ title }) => title)).toEqual(['Noisy neighbour', 'A stunning view', 'Announce']);
});

it('puts a whole word before a longer word that begins with it', () => {
  const titles = ['Runs of this project', 'Run the scenario', 'All runs', 'Last run'].map((title) => ({ title, hint: '' }));
  expect(ranked(titles, 'run').map(({ title }) => title)).toEqual(['Run the scenario', 'Runs of this project', 'Last run', 'All runs']);
});

it('finds further words, after titles', () => {
  const more = [...entries, { title: 'Start', hint: 'the run page' }];
  expect(ranked(more, 'run').at(-1)?.title).toBe('Start');
});

it('keeps the order of what is found equally well', () => {
  const catalogue = ['Technique: vhost-net', 'Cost: vhostKick'].map((title) => ({ title, hint: '' }));
  expect(ranked(catalogue, 'vhost').map(({ title }) => title)).toEqual(['Technique: vhost-net', 'Cost: vhostKick']);
});

it('finds nothing where a word is nowhere', () => {
  expect(found('run xyzzy')).toEqual([]);
});
