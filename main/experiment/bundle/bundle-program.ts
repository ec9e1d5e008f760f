/** The engine and all that it needs in one script, made by the repository's own bundler: a machine that runs it needs Node and nothing else. */
import { fileURLToPath } from 'node:url';
import { bundleFiles } from './bundle-format.ts';

export async function bundleProgram(): Promise<string> {
  // Loaded when asked for: only a checkout has it.
  const { build } = await import('vite');
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('./run-tasks.ts', import.meta.url)),
      write: false,
      target: 'node24',
      // Readable: whoever runs it on a cluster may look at what it does.
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: bundleFiles.program, codeSplitting: false } },
    },
  });
  const [output] = [built].flat();
  const chunks = output && 'output' in output ? output.output : [];
  const [chunk, ...others] = chunks;
  if (chunk?.type !== 'chunk' || others.length > 0) throw new Error('The program of a bundle must be one file.');
  return chunk.code;
}
