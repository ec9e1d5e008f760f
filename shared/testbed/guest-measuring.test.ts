import { expect, it } from 'vitest';
import { speaking } from '../texts/words.ts';
import { acceleratorText, guestTests, guestTestTitle, HOST_FUNCTION, productionWarnings } from './guest-measuring.ts';

it('warns of production networks for each way that frames take', () => {
  expect(productionWarnings(['virtio-net', HOST_FUNCTION])).toHaveLength(2);
  expect(productionWarnings([HOST_FUNCTION])).toEqual(productionWarnings(['virtio-net', HOST_FUNCTION]).slice(1));
});

it('names tests, warnings and the accelerator in the language of who reads them', () => {
  const said = speaking('en-XA', () => [
    ...guestTests.map(guestTestTitle),
    ...productionWarnings(['virtio-net', HOST_FUNCTION]),
    ...(['kvm', 'tcg'] as const).map(acceleratorText),
  ]);
  for (const text of said) expect(text).toMatch(/^⟦.*⟧$/u);
});
