import { describe, expect, it } from 'vitest';
import { decodeHistogram } from './hdr-histogram.ts';

describe('a histogram in the encoding of HdrHistogram', () => {
  it.each([
    ['of the C library', 'HISTFAAAAB542pNpmSzMwMDAxAABzFCaEUoz2X+AMIKZAEARAtM=', [{ low: 42, high: 43, count: 1 }]],
    ['of the Go library', 'HISTFAAAAB94nJNpmSzMwMDABMSMQMzMAAGMUJoJxg9mAgA1TQGm', [{ low: 42, high: 43, count: 1 }]],
    ['that is empty', 'HISTFAAAABl4nJNpmSzMgADMUFoEyn1h/wHCAgBDogN4', []],
  ])('%s is read', (_from, text, bins) => {
    expect(decodeHistogram(text)).toEqual(bins);
  });

  it('is refused when it is of another version, cut off or none', () => {
    const v1 =
      'HISTIgAAAFd42pNpmazIwMAYxgABTBDKT4GBgdnNYMcCBvsPUBkeBkYGZqA8MwMbAzsDC5DFBCTZgJCDQY1BjkGLQZRBlUEPCB8zWDCYMxgDZZkZhgJgHDibAY8JB/A=';
    for (const text of [v1, '', 'HIST', 'HISTFAAAAB542pNpmSzMw', 'none']) expect(decodeHistogram(text)).toBeNull();
  });
});
