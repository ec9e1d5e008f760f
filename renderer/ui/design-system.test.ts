/** Colours and measures stand in one place each: what this finds elsewhere belongs there (docs/design-system.md). */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);

/** The places of the system itself, and files that a program writes. */
const system = new Set(['shared/design/palette.ts', 'renderer/ui/palette.css', 'renderer/ui/tokens.css']);

function findings(files: readonly string[], pattern: RegExp): string[] {
  return files
    .filter((file) => !system.has(file))
    .flatMap((file) =>
      readFileSync(new URL(file, root), 'utf8')
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
}

function filesOf(pattern: string): string[] {
  return globSync(pattern, { cwd: root }).filter((file) => !/\.(test|fixture)\.ts$/.test(file));
}

it('finds no colour outside the palette', () => {
  const files = ['renderer/**/*.vue', 'renderer/**/*.css', 'renderer/**/*.ts', 'shared/**/*.ts', 'main/report/**/*.ts'].flatMap(filesOf);
  expect(files.length).toBeGreaterThan(150);
  expect(findings(files, /#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?!\/)|\b(?:rgba?|hsla?|oklch)\(/i)).toEqual([]);
});

it('finds no size of type, space or radius outside the tokens', () => {
  const files = ['renderer/**/*.vue', 'renderer/**/*.css'].flatMap(filesOf);
  const declaration =
    /(?:^|[\s;{])(?:font-size|(?:padding|margin|inset)(?:-\w+)*|(?:row-|column-)?gap|border-radius):[^;]*(?<![\w.-])(?!1px)\d*\.?\d+(?:px|rem|pt)/;
  expect(findings(files, declaration)).toEqual([]);
});

it('lets the page break at three widths only', () => {
  const files = ['renderer/**/*.vue', 'renderer/**/*.css'].flatMap(filesOf);
  expect(findings(files, /@media \((?:min|max)-width: (?!(?:640|641|900|901|1200|1201)px)/)).toEqual([]);
});

it('brings the styles of the kit’s controls that the page has, and of no others', () => {
  const kebab = (name: string): string => name.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase();
  const sources = ['renderer/ui/*.vue', 'renderer/ui/*.ts'].flatMap(filesOf).map((file) => readFileSync(new URL(file, root), 'utf8'));
  const imported = sources.flatMap((text) => text.match(/^(?:im|ex)port \{[^}]*\} from 'element-plus';/gm) ?? []);
  const controls = imported.flatMap((text) => [...text.matchAll(/\bEl([A-Z]\w*)/g)].map(([, name = '']) => kebab(name)));
  const styles = sources.flatMap((text) => [...text.matchAll(/'element-plus\/es\/components\/([\w-]+)\/style\/css'/g)]);
  expect(new Set(styles.map(([, name]) => name))).toEqual(new Set(controls));
});

it('finds no size of type in the report outside its theme', () => {
  const files = filesOf('main/report/pdf/*.ts').filter((file) => !file.endsWith('/theme.ts'));
  expect(findings(files, /fontSize: *\d/)).toEqual([]);
});
