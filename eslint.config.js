import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

/**
 * Layers and what each may import (docs/architecture.md). Every layer may import `shared` and itself;
 * the list names what it may import besides.
 */
const layers = {
  shared: [],
  renderer: [],
  'main/texts': [],
  'main/engine': [],
  'main/experiment': ['main/engine', 'main/texts'],
  'main/testbed': ['main/engine', 'main/experiment', 'main/texts'],
  'main/capture': ['main/texts'],
  'main/measured': ['main/texts'],
  'main/project': ['main/engine', 'main/texts'],
  'main/report': ['main/engine', 'main/texts'],
  'main/evidence': ['main/engine', 'main/experiment', 'main/texts'],
  'main/sharing': ['main/engine', 'main/experiment', 'main/project', 'main/texts'],
  'main/lab': [
    'main/texts',
    'main/engine',
    'main/experiment',
    'main/testbed',
    'main/capture',
    'main/measured',
    'main/project',
    'main/report',
    'main/evidence',
    'main/sharing',
  ],
  'main/desktop': ['main/lab'],
  'main/web': ['main/lab'],
  'main/cli': ['main/lab', 'main/web'],
  'main/start': ['main/web'],
};

/** One zone for each pair of a layer and a folder that it may not import. */
const forbidden = Object.entries(layers).flatMap(([layer, besides]) => {
  const allowed = new Set(['shared', layer, ...besides]);
  const message = `${layer} may import only: ${[...allowed].join(', ')} (docs/architecture.md).`;
  return [...Object.keys(layers), 'e2e', 'tools']
    .filter((folder) => !allowed.has(folder))
    .map((folder) => ({ target: `./${layer}`, from: `./${folder}`, message }));
});

const nodeAndClock = [
  { name: 'Date', message: 'The engine has no wall clock: time is the simulated nanosecond.' },
  { name: 'process', message: 'The engine knows nothing of its process.' },
  { name: 'setTimeout', message: 'The engine has no timers: schedule an event.' },
  { name: 'setInterval', message: 'The engine has no timers: schedule an event.' },
  { name: 'performance', message: 'The engine has no wall clock.' },
];

const numbersByLocale = {
  selector: 'MemberExpression[property.name=/^toLocale(Date|Time)?String$/]',
  message: 'shared/number-format.ts writes numbers by the locale that is chosen, app/run-time.ts dates.',
};

export default defineConfig(
  { ignores: ['dist/', 'release/', 'coverage/', 'test-results/', 'playwright-report/', 'node_modules/'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  vue.configs['flat/recommended'],
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { typescript: { noWarnOnMultipleProjects: true } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: forbidden }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      // A component that is not imported is an element without behaviour, and no type tells.
      'vue/no-undef-components': 'error',
      'no-undef': 'off',
    },
  },
  { files: ['**/*.ts'], rules: { 'no-undef': 'off' } },
  { files: ['*.config.*', 'renderer/env.d.ts', 'renderer/**/*.vue'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['main/engine/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', ...nodeAndClock],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Use a named RandomStream.' }],
    },
  },
  {
    files: ['main/engine/**/*.ts', 'shared/**/*.ts', 'renderer/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['node:*'] }] },
  },
  {
    files: ['main/**/*.ts', 'shared/**/*.ts'],
    ignores: ['main/desktop/**', 'main/engine/**', 'shared/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'electron', message: 'Only main/desktop imports electron.' }] }] },
  },
  {
    files: ['renderer/**/*.{ts,vue}'],
    ignores: ['renderer/ui/**', '**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            'node:*',
            'element-plus',
            'element-plus/*',
            '@element-plus/*',
            'vue-echarts',
            'echarts',
            'echarts/*',
            '@codemirror/*',
            '@lezer/*',
          ],
        },
      ],
    },
  },
  {
    files: ['shared/**/*.ts', 'renderer/**/*.{ts,vue}'],
    ignores: ['shared/number-format.ts', 'renderer/app/run-time.ts'],
    rules: {
      'vue/no-restricted-syntax': ['error', numbersByLocale],
      'no-restricted-syntax': ['error', numbersByLocale],
    },
  },
  { files: ['renderer/ui/**/*.vue'], rules: { 'vue/multi-word-component-names': 'off' } },
);
