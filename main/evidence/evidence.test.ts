import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../shared/result/schema.ts';
import { createInlineExecutor } from '../experiment/executor/inline.ts';
import { simulateSmallRun, writeEvidenceOf } from './evidence.fixture.ts';
import { readEvidence, type Evidence } from './read-evidence.ts';
import type { RecordShelf } from './record-shelf.ts';
import { verifyEvidence } from './verify-evidence.ts';

const folder = mkdtempSync(join(tmpdir(), 'iovlab-evidence-'));
const path = join(folder, 'sound.iovlab-evidence.zip');
const altered = join(folder, 'altered.iovlab-evidence.zip');
const signal = new AbortController().signal;
let shelf: RecordShelf;
let result: RunResult;

beforeAll(async () => {
  ({ result, shelf } = await simulateSmallRun());
  expect(write(path, result).ok).toBe(true);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(to: string, of: RunResult) {
  return writeEvidenceOf(to, of, shelf);
}

async function read(from: string): Promise<Evidence> {
  const evidence = await readEvidence(from);
  if (!evidence.ok) throw new Error(evidence.message);
  return evidence.value;
}

function verify(evidence: Evidence, sample = Infinity) {
  return verifyEvidence(evidence, { executor: createInlineExecutor(), sample, seed: 1, signal, onProgress: () => undefined });
}

async function refusal(files: Record<string, Uint8Array>): Promise<string> {
  writeFileSync(altered, zipSync(files));
  const evidence = await readEvidence(altered);
  return evidence.ok ? '' : evidence.message;
}

describe('an evidence archive', () => {
  it('is found identical, with all of its simulations made again, some or none', async () => {
    const evidence = await read(path);
    expect(evidence.findings).toEqual([]);
    for (const [sample, made] of [
      [Infinity, shelf.size],
      [1, 1],
      [0, 0],
    ] as const)
      expect(await verify(evidence, sample)).toMatchObject({ verdict: 'identical', simulatedAgain: made, findings: [] });
  });

  it('is not written when it would be too large to be verified', () => {
    const large = join(folder, 'large.iovlab-evidence.zip');
    expect(writeEvidenceOf(large, result, shelf, 1000)).toMatchObject({
      ok: false,
      message: expect.stringMatching(
        /the archive would have at least \d+ bytes, and 1000 is the most\. Run the scenario in parts/,
      ) as string,
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('large'))).toEqual([]);
  });

  it('is the same, byte for byte, of the same parts', () => {
    write(altered, result);
    expect(readFileSync(altered).equals(readFileSync(path))).toBe(true);
  });

  it('tells when any byte was altered', async () => {
    const bytes = readFileSync(path);
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(altered, changed);
      const evidence = await readEvidence(altered);
      if (evidence.ok) expect(evidence.value.findings.length, `byte ${at}`).toBeGreaterThan(0);
      else expect(evidence.message).toMatch(/altered\.iovlab-evidence\.zip" .*\.$/);
    }
  });

  it('names the place of a result that its simulations do not give, though the digests hold', async () => {
    const [point] = result.points;
    const delivered = point?.metrics['deliveredPps'];
    if (!point || !delivered) throw new Error('no point');
    const metrics = { ...point.metrics, deliveredPps: { ...delivered, mean: delivered.mean + 1 } };
    write(altered, { ...result, points: [{ ...point, metrics }] });
    const evidence = await read(altered);
    expect(evidence.findings).toEqual([]);
    const { verdict, findings } = await verify(evidence, 0);
    expect(verdict).toBe('different');
    expect(findings).toEqual([
      {
        place: `result.json: points.${point.id}.metrics.deliveredPps.mean`,
        message: `It is ${delivered.mean + 1} in the archive, and ${delivered.mean} by its simulations.`,
      },
    ]);
  });

  it('names a record that is another when it is simulated again, though the digests hold', async () => {
    const evidence = await read(path);
    const [key = ''] = shelf.keys();
    const record = shelf.find(key);
    if (!record) throw new Error('no record');
    evidence.records.keep(key, { ...record, busyCycles: record.busyCycles + 1 });
    const { verdict, findings } = await verify(evidence);
    expect(verdict).toBe('different');
    expect(findings[0]?.place).toContain(`${key.slice(0, 12)} (sriov, replication `);
    expect(findings[0]?.place).toMatch(/: busyCycles$/);
  });

  it('has no records of another seed', async () => {
    const scenario = { ...result.scenario, method: { ...result.scenario.method, seed: 99 } };
    write(altered, { ...result, scenario, seed: 99 });
    const { verdict, findings } = await verify(await read(altered));
    expect(verdict).toBe('different');
    expect(findings[0]?.message).toBe('The archive has no record of this simulation.');
  });

  it('is not compared with another engine', async () => {
    const evidence = await read(path);
    const { verdict, simulatedAgain } = await verify({ ...evidence, manifest: { ...evidence.manifest, recordVersion: '0.9.0-r1' } });
    expect([verdict, simulatedAgain]).toEqual(['other-version', 0]);
  });

  it('is refused when a file leads elsewhere, does not belong into one, or unpacks to too much', async () => {
    expect(await refusal({ '../manifest.json': strToU8('{}') })).toContain('is no evidence archive, or is damaged');
    expect(await refusal({ 'program.js': strToU8('') })).toContain('the file "program.js" does not belong into one');
    expect(await refusal({ 'manifest.json': new Uint8Array(2 ** 21) })).toContain('has 2097152 bytes unpacked, and 1048576 is the most');
    expect(await refusal({ 'manifest.json': strToU8('{"format":"iovlab-evidence","formatVersion":2}') })).toContain('Update IOVLab');
    expect((await readEvidence(join(folder, 'none.zip'))).ok).toBe(false);
  });
});
