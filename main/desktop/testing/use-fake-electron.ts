/** From now on, whoever imports `electron` gets its stand-in. */
import { registerHooks } from 'node:module';

export function useFakeElectron(): void {
  const fake = new URL('./fake-electron.ts', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) => (specifier === 'electron' ? { url: fake, shortCircuit: true } : next(specifier, context)),
  });
}
