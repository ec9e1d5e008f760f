import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { acquireLock, lockPathOf } from './lock.ts';
import { openProject } from './open-project.ts';
import { draft, must, temporaryFolder, writeProject } from './project.fixture.ts';

/** Another process that has the project open; it says so before this resolves. */
async function openElsewhere(path: string): Promise<ChildProcess> {
  const program = `
    import { openProject } from ${JSON.stringify(new URL('./open-project.ts', import.meta.url).href)};
    const opened = openProject(${JSON.stringify(path)});
    globalThis.held = opened; // Else it may be collected, and closed with that.
    console.log(opened.ok && !opened.value.readOnly ? 'writing' : JSON.stringify(opened));
    setInterval(() => undefined, 60_000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString().trim()).toBe('writing');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

describe('the lock of a project', () => {
  it('is had by one at a time and leaves nothing behind', () => {
    const path = join(temporaryFolder(), 'study.iovlab');
    const first = acquireLock(path);
    expect(first.kind).toBe('held');
    expect(acquireLock(path)).toMatchObject({ kind: 'busy', processId: process.pid, host: '' });
    if (first.kind === 'held') first.release();
    expect(existsSync(lockPathOf(path))).toBe(false);
    const second = acquireLock(path);
    expect(second.kind).toBe('held');
    if (second.kind === 'held') second.release();
  });

  it('of another computer is kept although it seems free, and the message says what to do', () => {
    const path = join(temporaryFolder(), 'study.iovlab');
    writeProject(path);
    const lock = new DatabaseSync(lockPathOf(path));
    lock.exec(
      "PRAGMA user_version = 4711; CREATE TABLE holder (id INTEGER PRIMARY KEY, host TEXT); INSERT INTO holder VALUES (1, 'lab-7')",
    );
    lock.close();
    const reader = must(openProject(path));
    expect(reader.readOnlyReason).toBe(
      'It is open on the computer "lab-7" (process 4711), or was when that stopped. If it is not open there any more, delete "study.iovlab.lock" and open the project again.',
    );
    expect(reader.readDraft()).toEqual(draft);
    reader.close();
    expect(existsSync(lockPathOf(path))).toBe(true);
    rmSync(lockPathOf(path));
    const writer = must(openProject(path));
    expect(writer.readOnly).toBe(false);
    writer.close();
  });

  it('cannot be had where there is no folder', () => {
    expect(acquireLock(join(temporaryFolder(), 'missing', 'study.iovlab')).kind).toBe('unwritable');
  });

  it('lets a second process read, with the reason, and is free as soon as the first one was killed', async () => {
    const path = join(temporaryFolder(), 'study.iovlab');
    writeProject(path);
    const child = await openElsewhere(path);
    try {
      const reader = must(openProject(path));
      expect(reader.readOnlyReason).toBe(`It is open in another window (process ${child.pid}).`);
      expect(reader.readDraft()).toEqual(draft);
      reader.close();
    } finally {
      await kill(child);
    }
    expect(existsSync(lockPathOf(path))).toBe(true);
    const writer = must(openProject(path));
    expect(writer.readOnly).toBe(false);
    must(writer.writeDraft('after the crash'));
    writer.close();
    expect(existsSync(lockPathOf(path))).toBe(false);
  });
});
