import { describe, expect, it } from 'vitest';
import { isPageAddress, PAGE_ADDRESS } from './page-address.ts';

describe('addresses of the page', () => {
  it.each([PAGE_ADDRESS, 'app://iovlab/index.html', 'app://iovlab/#/results/run-1', 'APP://iovlab/?query'])('%s is one', (address) =>
    expect(isPageAddress(address)).toBe(true),
  );

  it.each([
    '',
    'about:blank',
    'file:///app/index.html',
    'https://iovlab/',
    'https://example.org/app://iovlab/',
    'app://iovlab.example.org/',
    'app://iovlab@example.org/',
    'app://user@iovlab/',
    'app://iovlab:80/',
    'app:iovlab',
    'application://iovlab/',
  ])('"%s" is none', (address) => expect(isPageAddress(address)).toBe(false));
});
