import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulateSmallRun, writeEvidenceOf } from '../main/evidence/evidence.fixture.ts';
import { evidenceFiles, manifestSchema, sha256Of } from '../main/evidence/evidence-format.ts';
import { readEvidence } from '../main/evidence/read-evidence.ts';
import { sealArchive } from '../main/evidence/seal.ts';
import { verifyEvidence } from '../main/evidence/verify-evidence.ts';
import type { Verification } from '../shared/evidence/verification.ts';
import { runResultSchema } from '../shared/result/schema.ts';
import { scenarioSchema } from '../shared/scenario/schema.ts';
import { createInlineExecutor } from '../main/experiment/executor/inline.ts';
import { damagedBytes, editedValues, share } from './inputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'iovlab-fuzz-evidence-'));
const path = join(folder, 'hostile.iovlab-evidence.zip');
let sound: Uint8Array;

beforeAll(async () => {
  const { result, shelf } = await simulateSmallRun();
  expect(writeEvidenceOf(path, result, shelf).ok).toBe(true);
  sound = new Uint8Array(readFileSync(path));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What verifying says of the archive at the path, with a sample of its simulations made again; null: it was refused in a sentence. */
async function verdict(sample: number): Promise<Verification['verdict'] | null> {
  const evidence = await readEvidence(path);
  if (!evidence.ok) {
    expect(['damaged', 'refused', 'newer-version']).toContain(evidence.code);
    expect(evidence.message).toMatch(/\.$/);
    return null;
  }
  const { signal } = new AbortController();
  const told = await verifyEvidence(evidence.value, {
    executor: createInlineExecutor(),
    sample,
    seed: 1,
    signal,
    onProgress: () => undefined,
  });
  for (const { message } of told.findings) expect(message).toMatch(/\.$/);
  return told.verdict;
}

describe('an evidence archive', () => {
  it('as bytes, is identical only when nothing happened to it, or is refused in words', async () => {
    const outcomes = { identical: 0, different: 0, refused: 0 };
    // Few damages leave an archive that can be read: one of a byte of the seal is among them.
    const alteredSeal = fc.constant(Uint8Array.from(sound, (byte, at) => (at === sound.length - 1 ? byte ^ 1 : byte)));
    const inputs = fc.oneof({ weight: 9, arbitrary: damagedBytes([sound]) }, { weight: 1, arbitrary: alteredSeal });
    await fc.assert(
      fc.asyncProperty(inputs, async (bytes) => {
        writeFileSync(path, bytes);
        const told = await verdict(0);
        expect(told).not.toBe('cancelled');
        if (told === 'identical') expect(Buffer.from(sound).equals(bytes)).toBe(true);
        outcomes[told === 'identical' ? 'identical' : told === null ? 'refused' : 'different']++;
      }),
      share(0.05),
    );
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0);
  });

  it('with values changed and every digest made to fit, is found different or is refused in words', async () => {
    const files = unzipSync(sound);
    const values = Object.entries(files)
      .filter(([name]) => /\.jsonl?$/.test(name) && name !== evidenceFiles.environment)
      .flatMap(([name, bytes]) => linesOf(name, bytes).map((value, line) => ({ name, line, value })));
    const outcomes = { same: 0, different: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...values).chain(({ name, line, value }) => editedValues([value]).map((edited) => ({ name, line, value, edited }))),
        async ({ name, line, value, edited }) => {
          const unchanged = meaningOf(name, edited) === meaningOf(name, value);
          const lines = linesOf(name, files[name] ?? new Uint8Array());
          writeSealed({ ...files, [name]: bytesOf(name, lines.with(line, edited)) });
          // An altered record may change no result: only its simulation tells. An altered scenario would be simulated at any cost.
          const told = await verdict(name.endsWith('.jsonl') ? Infinity : 0);
          if (unchanged) expect(told).toBe('identical');
          outcomes[told === null ? 'refused' : unchanged ? 'same' : 'different']++;
          if (told === 'identical' && !unchanged) expect(name).toBe(evidenceFiles.manifest);
        },
      ),
      share(0.05),
    );
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0);
  });
});

/** A scenario is the same with and without its defaults, by itself and in a result. */
function meaningOf(name: string, value: unknown): string {
  const schemas: Readonly<Record<string, z.ZodType>> = {
    [evidenceFiles.scenario]: scenarioSchema,
    [evidenceFiles.result]: runResultSchema,
  };
  const read = schemas[name]?.safeParse(value);
  return JSON.stringify(read?.success ? read.data : value);
}

function linesOf(name: string, bytes: Uint8Array): unknown[] {
  const text = strFromU8(bytes).trimEnd();
  return (name.endsWith('.jsonl') ? text.split('\n') : [text]).map((line): unknown => JSON.parse(line));
}

function bytesOf(name: string, values: readonly unknown[]): Uint8Array {
  return strToU8(values.map((value) => `${JSON.stringify(value, null, name.endsWith('.jsonl') ? 0 : 2)}\n`).join(''));
}

/** As somebody would who wants to deceive: the manifest lists the digests of what there is, and the seal holds. */
function writeSealed(files: Readonly<Record<string, Uint8Array>>): void {
  const manifest = manifestSchema.safeParse(linesOf(evidenceFiles.manifest, files[evidenceFiles.manifest] ?? new Uint8Array())[0]);
  const listed = manifest.success
    ? {
        ...manifest.data,
        files: manifest.data.files.map((file) => {
          const content = files[file.path];
          return content ? { ...file, bytes: content.length, sha256: sha256Of(content) } : file;
        }),
      }
    : null;
  const contents = listed ? { ...files, [evidenceFiles.manifest]: bytesOf(evidenceFiles.manifest, [listed]) } : files;
  writeFileSync(path, zipSync({ ...contents }));
  sealArchive(path);
}
