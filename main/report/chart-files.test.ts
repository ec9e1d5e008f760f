import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { chartFiles } from './chart-files.ts';
import { runOf, scenarioOf } from './run.fixture.ts';

const run = { result: runOf(scenarioOf({ techniques: [{ name: 'sriov' }, { name: 'virtio' }] })), measurements: [] };

describe('the charts of a run as files', () => {
  it('are an SVG and a PNG of each, numbered, and the same for the same run', async () => {
    const files = await chartFiles(run);
    expect(files.slice(0, 2).map(({ name }) => name)).toEqual(['01-delivered-throughput.svg', '01-delivered-throughput.png']);
    expect(files.filter(({ name }) => name.endsWith('.svg'))).toHaveLength(files.length / 2);
    expect(await chartFiles(run)).toEqual(files);
  });

  it('have their text as text in the SVG, and something drawn on white in the PNG', async () => {
    const [svg, png] = await chartFiles(run);
    expect(svg?.content).toContain('sriov');
    const { width, height, data } = PNG.sync.read(Buffer.from(png?.content ?? ''));
    expect([width, height]).toEqual(
      [...String(svg?.content).matchAll(/(?:width|height)="(\d+)"/g)].slice(0, 2).map(([, units]) => 3 * Number(units)),
    );
    expect([...data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
    expect(data.some((value) => value < 128)).toBe(true);
  });
});
