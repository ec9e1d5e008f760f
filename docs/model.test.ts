import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Numbers of the effects that the model has to explain. */
const MECHANISMS = Array.from({ length: 25 }, (_, index) => index + 1);

const [, section = ''] = /## Mechanisms, one by one\n(.*?)\n## /s.exec(readFileSync('docs/model.md', 'utf8')) ?? [];
const items = [...section.matchAll(/^(\d+)\. \*\*.+?\.\*\* (.+?)(?=\n\d+\. |\n*$(?![\s\S]))/gms)].map(([, number, text = '']) => ({
  number: Number(number),
  text,
}));

describe('the documented model', () => {
  it('tells of every mechanism by its number', () => {
    expect(items.map(({ number }) => number)).toEqual(MECHANISMS);
  });

  it.each(items)('says where mechanism $number is modelled, or that it is out of the domain', ({ text }) => {
    expect(text).toMatch(/`[\w.-]+[/.][\w.-]+`|[Oo]ut of the domain/);
  });

  it('names files that exist', () => {
    const files = [...section.matchAll(/`(\w+\/[\w.-]+\.ts)`/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(MECHANISMS.length);
    expect(files.filter((file) => !existsSync(`main/engine/${file}`))).toEqual([]);
  });
});
