import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProject } from '../main/project/open-project.ts';
import type { Project } from '../main/project/project.ts';
import { must, writeProject } from '../main/project/project.fixture.ts';
import { salvageProject } from '../main/project/salvage.ts';
import { damagedBytes, share } from './inputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'iovlab-fuzz-'));
const path = join(folder, 'damaged.iovlab');
const salvaged = join(folder, 'salvaged.iovlab');
const golden = readFileSync(new URL('../main/project/golden/format-1.iovlab', import.meta.url));
let fresh: Buffer;
let known: ReadonlyMap<string, unknown>;

beforeAll(() => {
  const sound = join(folder, 'sound.iovlab');
  writeProject(sound, 2, 3);
  fresh = readFileSync(sound);
  const golden1 = join(folder, 'golden.iovlab');
  writeFileSync(golden1, golden);
  known = new Map([sound, golden1].map((file) => contentOf(must(openProject(file)))).map((content) => [JSON.stringify(content), content]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function contentOf(project: Project): unknown {
  const runs = project.listRuns();
  const content = { draft: project.readDraft(), runs, results: runs.map(({ runId }) => project.readRun(runId)) };
  project.close();
  return content;
}

describe('a project file', () => {
  it('opens with all that was in it or is refused in words, whatever happened to its bytes; what is left is recovered or not, in words', () => {
    const outcomes = { opened: 0, refused: 0, recovered: 0 };
    fc.assert(
      fc.property(damagedBytes([golden, fresh]), (bytes) => {
        for (const left of [path, `${path}-journal`, salvaged]) if (existsSync(left)) rmSync(left);
        writeFileSync(path, bytes);
        const opened = openProject(path);
        if (opened.ok) {
          expect([...known.keys()]).toContain(JSON.stringify(contentOf(opened.value)));
          outcomes.opened++;
          return;
        }
        outcomes.refused++;
        expect(['damaged', 'refused', 'newer-version', 'failed']).toContain(opened.code);
        expect(opened.message).toContain('damaged.iovlab');
        expect(readFileSync(path).equals(bytes)).toBe(true);
        const recovered = salvageProject(path, salvaged);
        if (!recovered.ok) {
          expect(recovered.message).toMatch(/\.$/);
          return;
        }
        outcomes.recovered++;
        const content = contentOf(must(openProject(salvaged))) as { readonly runs: readonly unknown[] };
        expect(content.runs).toHaveLength(recovered.value.runs);
      }),
      share(0.02),
    );
    expect(outcomes.opened).toBeGreaterThan(0);
    expect(outcomes.recovered).toBeGreaterThan(0);
  });
});
