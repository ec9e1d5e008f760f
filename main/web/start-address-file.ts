/**
 * The start address that is good now, in a file that only its account can read: `lab address` prints it, so that another browser is let in while the lab goes
 * on, on this machine or through a tunnel. It is nobody else's: not in a log, not in the arguments of a process.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const servedSchema = z.object({ processId: z.int().positive(), port: z.int().min(1).max(65535), address: z.url({ protocol: /^http$/ }) });

/** A lab that is served now. */
export type ServedAddress = Readonly<z.infer<typeof servedSchema>>;

export interface StartAddressFile {
  /** Throws when the folder cannot be written. */
  write(address: string): void;
  remove(): void;
}

export function startAddressFile(dataFolder: string): StartAddressFile {
  let path: string | null = null;
  return {
    write(address) {
      const served: ServedAddress = { processId: process.pid, port: Number(new URL(address).port), address };
      const folder = folderOf(dataFolder);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      path = join(folder, `${served.port}.json`);
      // Written beside and put in place: a reader finds the whole of it, and nobody's wider rights are taken over from an older file.
      const draft = `${path}.${process.pid}`;
      rmSync(draft, { force: true });
      writeFileSync(draft, `${JSON.stringify(served)}\n`, { flag: 'wx', mode: 0o600 });
      renameSync(draft, path);
    },
    remove() {
      if (path !== null) rmSync(path, { force: true });
    },
  };
}

/** The labs that this account serves now, by port. Files left by a process that was killed are passed over. */
export function servedAddresses(dataFolder: string): ServedAddress[] {
  return namesIn(folderOf(dataFolder))
    .flatMap((name) => readServed(join(folderOf(dataFolder), name)) ?? [])
    .filter(({ processId }) => isAlive(processId))
    .sort((one, other) => one.port - other.port);
}

function folderOf(dataFolder: string): string {
  return join(dataFolder, 'serving');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    // Nothing was served yet.
    return [];
  }
}

function readServed(path: string): ServedAddress | null {
  try {
    return servedSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
