/** Files that the page hands over (CSV tables, PDF reports) go to the downloads folder, as in a browser, and the folder is shown. */
import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';

/** What this needs of Electron's `DownloadItem`. */
export interface Download {
  getFilename(): string;
  setSavePath(path: string): void;
  once(event: 'done', listener: (event: unknown, state: 'completed' | 'cancelled' | 'interrupted') => void): unknown;
}

export interface DownloadParts {
  readonly folder: string;
  /** Shows the file in the system's file manager. */
  show(path: string): void;
  complain(message: string): void;
  readonly exists?: (path: string) => boolean;
}

/** A listener for each download. The first file of a batch is shown when the batch is complete. */
export function takeDownloads({ folder, show, complain, exists = existsSync }: DownloadParts): (download: Download) => void {
  /** Paths of downloads that are not complete, which may not exist yet. */
  const underWay = new Set<string>();
  let first: string | null = null;

  return (download) => {
    const name = download.getFilename();
    const path = freePath(folder, name, (candidate) => underWay.has(candidate) || exists(candidate));
    underWay.add(path);
    download.setSavePath(path);
    download.once('done', (_event, state) => {
      underWay.delete(path);
      if (state === 'completed') first ??= path;
      else complain(`“${name}” could not be written to ${folder}. Check that the folder exists and has room, and export again.`);
      if (underWay.size > 0 || first === null) return;
      show(first);
      first = null;
    });
  };
}

/** `name.csv`, `name (2).csv`, `name (3).csv`: the first that is free. */
export function freePath(folder: string, fileName: string, isTaken: (path: string) => boolean): string {
  const { name, ext } = parse(fileName);
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? `${name}${ext}` : `${name} (${number})${ext}`);
    if (!isTaken(path)) return path;
  }
}
