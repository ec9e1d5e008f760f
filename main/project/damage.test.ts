import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProject } from './open-project.ts';
import { alterEvery, must, temporaryFolder, writeProject } from './project.fixture.ts';
import type { Project } from './project.ts';

const PAGE_BYTES = 4096;

/** Everything that a reader can get out of a project. */
function contentOf(project: Project): unknown {
  const runs = project.listRuns();
  return { draft: project.readDraft(), runs, results: runs.map(({ runId }) => project.readRun(runId)) };
}

/** A sound project of two runs: its bytes and what is in it. */
function soundProject(): { readonly bytes: Buffer; readonly content: unknown } {
  const path = join(temporaryFolder(), 'sound.iovlab');
  writeProject(path, 2, 3);
  const project = must(openProject(path));
  const content = contentOf(project);
  project.close();
  return { bytes: readFileSync(path), content };
}

/** A damaged file opens with everything that was in it, or says that it is damaged and stays as it is. */
function expectNothingLostInSilence(path: string, bytes: Buffer, content: unknown, codes: readonly string[]): 'opened' | 'refused' {
  writeFileSync(path, bytes);
  const opened = openProject(path);
  if (opened.ok) {
    expect(contentOf(opened.value)).toEqual(content);
    opened.value.close();
    return 'opened';
  }
  expect(codes).toContain(opened.code);
  expect(opened.message).toContain('damaged.iovlab');
  expect(readFileSync(path).equals(bytes)).toBe(true);
  return 'refused';
}

describe('a damaged project', () => {
  it('is reported wherever its end is cut off, and never opens without a part of it', () => {
    const { bytes, content } = soundProject();
    const path = join(temporaryFolder(), 'damaged.iovlab');
    for (let length = 0; length < bytes.length; length += 512) {
      const outcome = expectNothingLostInSilence(path, bytes.subarray(0, length), content, length === 0 ? ['refused'] : ['damaged']);
      expect(outcome).toBe('refused');
    }
    expect(expectNothingLostInSilence(path, bytes, content, [])).toBe('opened');
  });

  it('is reported with a changed byte anywhere in its pages, or the byte was of no use', () => {
    const { bytes, content } = soundProject();
    const path = join(temporaryFolder(), 'damaged.iovlab');
    const outcomes = { opened: 0, refused: 0 };
    for (let start = 0; start < bytes.length; start += PAGE_BYTES) {
      for (let offset = 0; offset < PAGE_BYTES; offset += 293) {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(start + offset) ^ 0xff, start + offset);
        // In the header, a changed byte may make it a file of another kind or of a later version.
        const codes = start + offset < 100 ? ['damaged', 'refused', 'newer-version'] : ['damaged'];
        outcomes[expectNothingLostInSilence(path, flipped, content, codes)] += 1;
      }
    }
    expect(outcomes.refused).toBeGreaterThan(10);
    expect(outcomes.opened).toBeGreaterThan(10);
  });

  it.each(['number INTEGER PRIMARY KEY,\n      run_id', "status TEXT NOT NULL CHECK (status IN ('running'"])(
    'is reported when a letter of its schema is changed: %j',
    (text) => {
      const { bytes, content } = soundProject();
      const at = bytes.indexOf(text);
      expect(at).toBeGreaterThan(0);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      expect(expectNothingLostInSilence(join(temporaryFolder(), 'damaged.iovlab'), bytes, content, ['damaged'])).toBe('refused');
    },
  );

  it.each(['"mean":116106', '"seed":1', 'done', '2026-01-02T03', 'half-typed', 'vhost-net'])(
    'is reported when a letter of what it holds is changed: %s',
    (text) => {
      const { bytes, content } = soundProject();
      alterEvery(bytes, text);
      expect(expectNothingLostInSilence(join(temporaryFolder(), 'damaged.iovlab'), bytes, content, ['damaged'])).toBe('refused');
    },
  );
});
