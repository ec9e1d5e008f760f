/** How V8 compiles the engine where simulations run. Results do not depend on it; speed does (docs/engine.md). */
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

/**
 * The engine's hot functions are small and call each other; V8's default budget of 920 bytes of bytecode leaves many of those calls in place, each of
 * which puts its numbers on the heap. Worth a tenth of the speed, and two thirds of the memory.
 */
const INLINING = '--max-inlined-bytecode-size-cumulative=3000';

/** Flags for a process of its own. */
export const engineFlags: readonly string[] = [INLINING];

/** For this process and its threads: V8 has its flags in common. Code that is compiled already stays as it is. */
export function setEngineFlags(): void {
  for (const flag of engineFlags) setFlagsFromString(flag);
}

/**
 * Environment of a thread or process that runs `module`. From TypeScript it gets a cache in which Node keeps modules without their types: the
 * stripper is WebAssembly, and once its memory has grown, V8 checks at each access to a typed array whether that is still there; a tenth of the speed.
 */
export function engineEnvironment(module: URL): NodeJS.ProcessEnv {
  if (!module.pathname.endsWith('.ts')) return process.env;
  const cache = fileURLToPath(new URL('../../../node_modules/.cache/node-compile-cache', import.meta.url));
  return { NODE_COMPILE_CACHE: cache, ...process.env };
}
