/** A lab of its own in a browser: for `lab serve` and for a start without the desktop app. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { defaultDataFolder } from '../lab/data-folder.ts';
import type { Executor } from '../lab/executors.ts';
import { createLab, type Lab } from '../lab/lab.ts';
import { openBrowser } from './open-browser.ts';
import { startAddressFile } from './start-address-file.ts';
import { startWebServer } from './start-web-server.ts';

export interface ServeOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Opens the person's browser. */
  readonly open?: boolean;
  /** Project to open first. */
  readonly projectPath?: string;
  /** Simulations at the same time. Default: one for each processor. */
  readonly workers?: number;
  /** Simulates for runs, on other machines; closed with the lab. Default: worker threads. */
  readonly runExecutor?: Executor;
  /** Default: the data folder of the system. */
  readonly dataFolder?: string;
  /** Default: the page that `npm run build` has built in the checkout. */
  readonly pageFolder?: string;
}

export interface ServedLab {
  /** Start address: print it. It opens the lab once, in one browser; `lab address` has the next one. */
  readonly address: string;
  /** Whether a browser was asked to open it. */
  readonly opened: boolean;
  /** Keeps the points of a run, closes the project and frees the port. */
  close(): Promise<void>;
}

/** Problems: `unavailable` (no page), `refused` (the port), `failed` (the data folder), and those of opening the project. */
export async function serveLab(options: ServeOptions = {}): Promise<Reply<ServedLab>> {
  const pageFolder = options.pageFolder ?? fileURLToPath(new URL('../../dist/renderer', import.meta.url));
  if (!existsSync(join(pageFolder, 'index.html')))
    return refuse('unavailable', 'The page is not built yet. Build it with "npm run build", or start with "npm start", which builds it.');
  const dataFolder = options.dataFolder ?? defaultDataFolder();
  const created = tryLab({ ...options, dataFolder });
  if (!created.ok) return created;
  const lab = created.value;
  if (options.projectPath !== undefined) {
    const opened = await lab.openPath(options.projectPath);
    if (!opened.ok) return givingUp(lab, opened);
  }
  const addressFile = startAddressFile(dataFolder);
  const server = await startWebServer({
    lab,
    port: options.port ?? 0,
    pageFolder,
    onAddress(address) {
      try {
        addressFile.write(address);
      } catch (error) {
        lab.log.warn(`The start address could not be kept for "lab address": ${messageOf(error)}`);
      }
    },
  });
  if (!server.ok) return givingUp(lab, server);
  const { address } = server.value;
  return succeed({
    address,
    opened: options.open === true && (await openBrowser(address)),
    async close() {
      addressFile.remove();
      await server.value.close();
      await lab.close();
    },
  });
}

function tryLab({ workers, runExecutor, dataFolder }: ServeOptions & { readonly dataFolder: string }): Reply<Lab> {
  try {
    return succeed(
      createLab({
        kind: 'browser',
        dataFolder,
        ...(workers === undefined ? {} : { workers }),
        ...(runExecutor === undefined ? {} : { runExecutor }),
      }),
    );
  } catch (error) {
    return refuse('failed', messageOf(error));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function givingUp<Problem>(lab: Lab, problem: Problem): Promise<Problem> {
  await lab.close();
  return problem;
}
