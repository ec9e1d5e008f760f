import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';
import { formatNumber, inEnglish } from '../number-format.ts';
import { metricTitle } from '../result/metric-titles.ts';
import { english } from './english.ts';
import { speak, speaking } from './words.ts';

/** Text for people, as far as its looks tell: a capital before a small letter, or two words. Identifiers and keys have neither. */
const FOR_PEOPLE = /^\p{Lu}\p{Ll}|(?<!\p{N})\p{L}{2,}[,:;]? \p{L}{2,}|# \p{L}{3,}|\p{L}{3,} #/u;
/** Of rates, sizes and frequencies, which look like words: Gbit/s, MiB, GHz. */
const UNITS = /(?<!\p{L})[kKMGT]i?(?:bit|[Bb]|Hz|pps)(?:\/s)?(?!\p{L})/gu;

/** `system-ui, 'Noto Sans', sans-serif`. */
const FONTS = /(?:^|, )(?:sans-)?serif$/u;
/** What results tell apart has a name in the texts by its own: "host work" is a stage. */
const simulated = new Set(Object.values(english.simulated).flatMap((names) => Object.keys(names)));

const OF_SCHEMAS: ReadonlySet<string> = new Set(['describe', 'default']);

/** Strings of a module that are for people. What is thrown is for its programmers; what describes a schema, or fills it in, stands in files, which are English. */
function wordsOf(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isThrowStatement(node) || ts.isTypeNode(node)) return;
    if (isIdentity(node)) return;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && OF_SCHEMAS.has(node.expression.name.text)) {
      visit(node.expression.expression);
      return;
    }
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node))
      found.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('#'));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest, true));
  // What begins as a comment is one, of a file that is written.
  return found.filter(
    (text) => !text.startsWith('/*') && !FONTS.test(text) && !simulated.has(text) && FOR_PEOPLE.test(text.replace(UNITS, '')),
  );
}

/** A string that is compared, is a key, or is one of a list from which a type or a schema follows: it says which one, and nobody reads it. */
function isIdentity(node: ts.Node): boolean {
  if (!ts.isStringLiteralLike(node)) return false;
  const { parent } = node;
  return (
    ts.isCaseClause(parent) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isElementAccessExpression(parent) && parent.argumentExpression === node) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken) ||
    (ts.isArrayLiteralExpression(parent) && (isConst(parent.parent) || isEnumSchema(parent.parent)))
  );
}

function isConst(node: ts.Node): boolean {
  return ts.isAsExpression(node) && ts.isConstTypeReference(node.type);
}

/** `z.enum`. */
function isEnumSchema(node: ts.Node): boolean {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'enum';
}

const shared = fileURLToPath(new URL('..', import.meta.url));
/** A work is cited by its title, whatever the language: modules with nothing else are called citations. */
const modules = globSync('**/*.ts', {
  cwd: shared,
  exclude: ['texts/**', '**/*-citations.ts', '**/*.test.ts', '**/*.fixture.ts'],
}).toSorted();
const worded = (file: string) => wordsOf(readFileSync(join(shared, file), 'utf8'));

describe('words that page, shell and reports share', () => {
  afterEach(() => {
    speak(() => 'en');
  });

  it('stand in one place: no other module has words of its own', () => {
    const own = modules.map((file) => ({ file, words: worded(file) })).filter(({ words }) => words.length > 0);
    expect(own).toEqual([]);
  });

  it('are found where they stand in a module', () => {
    const source = `import a from 'Some words';
      const key = 'offered-load';
      const title = 'Throughput';
      const sentence = (n: number) => \`of \${n} frames\`;
      const field = z.string().default('Untitled field').describe('What a field is.');
      const families = ['copy', 'empty polls'] as const;
      const outcome = z.enum(['lost', 'under way']);
      const colours = { 'empty polls': '#565f67' };
      if (activity === 'vm exit') colours['empty polls'];
      const rate = '10 Gbit/s';
      throw new Error('The programmer reads this.');`;
    expect(wordsOf(source)).toEqual(['Throughput', 'of # frames']);
  });

  it('are in the language of who reads them now', () => {
    expect(metricTitle('lossRatio')).toBe('Loss');
    speak(() => 'en-XA');
    expect(metricTitle('lossRatio')).toBe('⟦Lóss··⟧');
    expect(speaking('en', () => metricTitle('lossRatio'))).toBe('Loss');
    expect(metricTitle('lossRatio')).toBe('⟦Lóss··⟧');
  });

  it('are English in files, whatever the page speaks', () => {
    speak(() => 'en-XA');
    expect(inEnglish(() => `${metricTitle('lossRatio')} ${formatNumber(0.5)}`)).toBe('Loss 0.5');
  });

  it('are in the language of before when what was written failed', () => {
    const failing = () =>
      speaking('en-XA', () => {
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(metricTitle('lossRatio')).toBe('Loss');
  });
});
