import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'vue/compiler-sfc';
import { describe, expect, it } from 'vitest';
import { english } from './english.ts';
import { pluralsOf } from '../../shared/texts/plurals.ts';
import { pseudo } from '../../shared/texts/pseudo.ts';

/** Attributes that a person sees or hears. */
const WORDED = new Set(['title', 'label', 'aria-label', 'placeholder', 'note', 'help', 'alt']);
/** Names, units and keys, the same in every language. */
const SAME_EVERYWHERE = /^(GHz|IOVLab|Ctrl\+\S+)$/;

interface Node {
  readonly type: number;
  readonly content?: string | { readonly content?: string };
  readonly name?: string;
  readonly arg?: { readonly content?: string };
  readonly exp?: { readonly content?: string };
  readonly value?: { readonly content: string };
  readonly props?: readonly Node[];
  readonly children?: readonly Node[];
}
const TEXT = 2;
const INTERPOLATION = 5;
const ATTRIBUTE = 6;
const DIRECTIVE = 7;

/** Words that stand in the template itself: as text, in attributes, and in expressions whose value is shown. */
function wordsOf(node: Node): string[] {
  const own = node.type === TEXT && typeof node.content === 'string' ? [node.content] : [];
  const shown = node.type === INTERPOLATION && typeof node.content === 'object' ? sentences(node.content.content ?? '') : [];
  const attributes = (node.props ?? []).flatMap(({ type, name = '', arg, exp, value }) => {
    if (type === ATTRIBUTE && WORDED.has(name) && value) return [value.content];
    return type === DIRECTIVE && WORDED.has(arg?.content ?? '') ? sentences(exp?.content ?? '') : [];
  });
  return [...own, ...shown, ...attributes, ...(node.children ?? []).flatMap(wordsOf)].map((text) => text.trim()).filter(isWords);
}

/** Quoted parts of an expression that are for people: keys and units have neither a capital before a small letter nor two words. */
function sentences(expression: string): string[] {
  return [...expression.matchAll(/'([^']*)'|`([^`]*)`/g)]
    .map(([, quoted, template]) => quoted ?? (template ?? '').replace(/\$\{[^}]*\}/g, '#'))
    .filter((text) => /\p{Lu}\p{Ll}|\p{L}{2,},? \p{L}{2,}|# \p{L}{3,}|\p{L}{3,} #/u.test(text));
}

function isWords(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !SAME_EVERYWHERE.test(text);
}

function templateWords(source: string): string[] {
  const template = parse(source).descriptor.template?.ast;
  return template ? wordsOf(template as unknown as Node) : [];
}

const renderer = fileURLToPath(new URL('..', import.meta.url));
const components = globSync('**/*.vue', { cwd: renderer }).toSorted();

describe('texts of the page', () => {
  it('stand in one place: no component has words of its own in its template', () => {
    const worded = components.filter((file) => templateWords(readFileSync(join(renderer, file), 'utf8')).length > 0);
    expect(worded).toEqual([]);
  });

  it('are found where they stand in a template', () => {
    const source = `<template>
      <p title="A hint" :class="isNew ? 'New' : ''">Some words {{ count === 1 ? 'one row' : texts.rows }}</p>
      <b aria-label="Heard" :title="isOpen ? 'Close' : texts.open">IOVLab</b>
    </template>`;
    expect(templateWords(source).toSorted()).toEqual(['A hint', 'Close', 'Heard', 'Some words', 'one row']);
  });

  it('take the form that the language has for a count', () => {
    const forms = { one: 'one form', few: 'few form', other: 'other form' };
    const chosen = ['en', 'pl', 'zh'].map((language) => [1, 3].map((count) => pluralsOf(language)(count, forms)));
    expect(chosen).toEqual([
      ['one form', 'other form'],
      ['one form', 'few form'],
      ['other form', 'other form'],
    ]);
    expect(pluralsOf('pl')(3, { one: 'one form', other: 'other form' })).toBe('other form');
  });

  it('have a pseudo language, longer by two fifths, with parameters filled in', () => {
    const { header, footer } = pseudo(english);
    expect(header.saveAs).toBe('⟦Sávé ás…····⟧');
    expect(footer.versions('1', '2')).toMatch(/^⟦ÍÓVLáb 1 · éngíné 2·+⟧$/);
    expect(header.toLight.length).toBeGreaterThanOrEqual(english.header.toLight.length * 1.4);
  });
});
