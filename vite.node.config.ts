import { defineConfig, type EnvironmentOptions } from 'vite';

/**
 * Packages that the app loads at run time, because they need files of their own: a worker's module, fonts, data of a font library. electron-builder.yml packs
 * them, and electron-builder.test.ts sees to it.
 */
export const packagesAtRunTime = ['piscina', 'pdfmake', 'fontkit', 'dejavu-fonts-ttf', '@resvg/resvg-wasm'] as const;

/** Loaded where a checkout has them; the packages do without. */
const bundlersOfCheckouts = ['vite'];

/**
 * The Node side of the installed app: five bundles beside each other in dist/main. Each is one file
 * (docs/decisions/011-bundle-the-desktop-app.md), and none is minified, so that a stack trace can be read.
 */
export default defineConfig({
  appType: 'custom',
  publicDir: false,
  environments: {
    main: bundle('main/desktop/main.ts', 'main.js', 'es'),
    cli: bundle('main/cli/command-line.ts', 'cli.js', 'es'),
    worker: bundle('main/experiment/executor/worker.ts', 'worker.cjs', 'cjs'),
    check: bundle('main/project/check-thread.ts', 'check-thread.js', 'es'),
    preload: bundle('main/desktop/preload.ts', 'preload.cjs', 'cjs'),
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments))
        if (environment.name !== 'client' && environment.name !== 'ssr') await builder.build(environment);
    },
  },
});

function bundle(input: string, fileName: string, format: 'es' | 'cjs'): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['electron', ...bundlersOfCheckouts, ...packagesAtRunTime] },
    build: {
      outDir: 'dist/main',
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: { input, output: { format, entryFileNames: fileName, codeSplitting: false } },
    },
  };
}
