import { describe, expect, it } from 'vitest';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { pathAt, placeAt, problemMarks, readText } from './scenario-text.ts';
import { fieldSuggestions, schemaHelp, valueSuggestions } from './schema-help.ts';

const text = `{
  "name": "Two",
  "costs": { "vm.exit": -1 },
  "vms": [{ "name": "vm", "count": 0 }]
}`;
const draft: unknown = JSON.parse(text);
const after = (part: string) => text.indexOf(part) + part.length;

describe('the text of a scenario', () => {
  it('is read, or tells where it is no JSON', () => {
    expect(readText(text)).toEqual({ ok: true, draft });
    expect(readText('{\n  "name": "a"\n  "vms": []\n}')).toMatchObject({
      ok: false,
      marks: [{ line: 3, column: 3, message: 'A comma is expected between two fields or items.', severity: 'error' }],
    });
    expect(readText('')).toMatchObject({ ok: false, marks: [{ line: 1, column: 1 }] });
    expect(readText('{} // no')).toMatchObject({ ok: false });
  });

  it('marks a problem at the value of its path, or at the name of what should hold it', () => {
    const problem = (path: string) => ({ path, message: path, severity: 'error' as const });
    const marks = problemMarks(text, ['vms.0.count', 'costs.vm.exit', 'vms.0.application.kind', 'nic'].map(problem));
    expect(marks.map(({ message, line, from, to }) => [message, line, text.slice(from, to)])).toEqual([
      ['nic', 1, '{'],
      ['costs.vm.exit', 3, '-1'],
      ['vms.0.application.kind', 4, '{'],
      ['vms.0.count', 4, '0'],
    ]);
  });

  it('knows the field at the cursor, by its name or its value', () => {
    expect(pathAt(text, after('"count'))).toEqual(['vms', 0, 'count']);
    expect(pathAt(text, after('"Tw'))).toEqual(['name']);
    expect(placeAt(text, after('"count'))).toEqual({ path: ['vms', 0], isName: true, names: ['name', 'count'] });
    expect(placeAt(text, after('"Tw'))).toMatchObject({ path: ['name'], isName: false });
  });
});

describe('the schema at a place', () => {
  it('says what is allowed, the default, and what it means', () => {
    expect(schemaHelp(['vms', 0, 'count'], draft)).toEqual({
      path: 'vms.0.count',
      allowed: 'a whole number from 1 to 1024',
      description: 'VMs in the group.',
      preset: '1',
      fields: [],
    });
    expect(schemaHelp(['vms', 0], draft)?.fields.map(({ name }) => name)).toContain('placement');
    expect(schemaHelp(['vms', 0, 'colour'], draft)).toBeNull();
  });

  it('suggests the fields that are not there, of alternatives those of the kind', () => {
    expect(fieldSuggestions(['vms', 0], draft, ['name', 'count']).map(({ label }) => label)).not.toContain('count');
    const names = (path: (string | number)[]) => fieldSuggestions(path, newScenario(), []).map(({ label }) => label);
    expect(names(['flows', 0, 'traffic'])).toContain('load');
    expect(names(['flows', 0, 'traffic'])).not.toContain('windowKib');
    expect(fieldSuggestions(['flows', 0, 'traffic'], { flows: [{ traffic: {} }] }, []).map(({ label }) => label)).toEqual(['kind']);
  });

  it('suggests words, switches and defaults as values', () => {
    const values = (...path: (string | number)[]) => valueSuggestions(path, newScenario()).map(({ text: value }) => value);
    expect(values('nic', 'moderation', 'kind')).toEqual(['"off"', '"fixed"', '"adaptive"']);
    expect(values('host', 'iommu', 'pageKib')).toEqual(['4', '2048', '1048576']);
    expect(values('host', 'iommu', 'interruptPosting')).toEqual(['true', 'false']);
    expect(values('nic', 'ports')).toEqual(['1']);
  });
});
