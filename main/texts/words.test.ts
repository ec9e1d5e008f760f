import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { words } from '../../shared/texts/words.ts';
import { answeringIn, labWords, worded } from './words.ts';

/** What only a shell is told, which is English: bundles, Redis, the start of the server. */
const FOR_THE_SHELL = /^(cli|experiment|web)\//;

const TWO_WORDS = /\p{L}{2,}[,:;]? \p{L}{2,}/u;

/** Texts in the calls of `refuse`: what a person reads when the lab says no. */
function refusalsOf(source: string): string[] {
  const found: string[] = [];
  const collect = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text);
    ts.forEachChild(node, collect);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'refuse') collect(node);
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest));
  return found.filter((text) => TWO_WORDS.test(text));
}

const main = fileURLToPath(new URL('..', import.meta.url));
const modules = globSync('**/*.ts', { cwd: main, exclude: ['texts/**', '**/*.test.ts', '**/*.fixture.ts'] }).toSorted();

describe('what the lab answers in words', () => {
  it('stands in one place: no module has refusals of its own', () => {
    const own = modules
      .filter((file) => !FOR_THE_SHELL.test(file))
      .map((file) => ({ file, texts: refusalsOf(readFileSync(join(main, file), 'utf8')) }))
      .filter(({ texts }) => texts.length > 0);
    expect(own).toEqual([]);
  });

  it('is found where it stands in a module', () => {
    const source = "return refuse('refused', name === '' ? 'Nothing has a name.' : `${name} is not there.`, 'path');";
    expect(refusalsOf(source)).toEqual(['Nothing has a name.', ' is not there.']);
  });

  it('is in the language of the call that is answered, also later in it, and English outside', async () => {
    const answer = async () => {
      await new Promise(setImmediate);
      return labWords().project.header.isMissing('a');
    };
    const [pseudo, english] = await Promise.all([answeringIn('en-XA', answer), answer()]);
    expect(pseudo).toMatch(/^⟦.*⟧$/);
    expect(english).toBe('There is no file "a". It may have been moved, renamed or deleted.');
  });

  it('takes the words that page and lab share along where it is asked to, and only there', () => {
    const shared = () => words().metrics.lossRatio;
    expect(answeringIn('en-XA', () => [shared(), worded(shared)])).toEqual(['Loss', '⟦Lóss··⟧']);
    expect(worded(shared)).toBe('Loss');
  });
});
