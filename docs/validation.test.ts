import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { catalogue } from '../main/lab/catalogue.ts';
import { checkExperiments } from '../shared/validation/check.ts';

it('the documented experiment can be run', () => {
  const [, example = ''] = /```json\n(.*?)```/s.exec(readFileSync('docs/validation.md', 'utf8')) ?? [];
  expect(checkExperiments(JSON.parse(example), catalogue).problems).toEqual([]);
});
