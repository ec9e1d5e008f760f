import { expect, it } from 'vitest';
import { speaking } from '../texts/words.ts';
import { dataPlaneNames, dataPlaneTitle } from './data-planes.ts';
import { hostField, hostFieldNames, nicField, nicFieldNames } from './profile-fields.ts';

const fields = () => [...hostFieldNames.map(hostField), ...nicFieldNames.map(nicField)];

it('fields of profiles have a range each, and a name that is no other’s', () => {
  for (const { title, min, max } of fields()) expect(min, title).toBeLessThan(max);
  const titles = fields().map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

it('fields of profiles and data planes are named in the language of who reads them', () => {
  const named = speaking('en-XA', () => [
    ...fields().flatMap(({ title, meaning }) => [title, meaning]),
    ...dataPlaneNames.map(dataPlaneTitle),
  ]);
  for (const text of named) expect(text).toMatch(/^⟦.*⟧$/u);
});
