/** Keeps the place of the last closed window between two starts. Losing it costs nothing, so that no failure here is told. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parsePlacement, type Placement } from './window-placement.ts';

export interface PlacementFile {
  read(): Placement | null;
  write(placement: Placement): void;
}

export function placementFile(path: string): PlacementFile {
  return {
    read() {
      try {
        return parsePlacement(readFileSync(path, 'utf8'));
      } catch {
        return null;
      }
    },
    write(placement) {
      try {
        writeFileSync(path, JSON.stringify(placement));
      } catch {
        // A full disk or a folder without rights: the next window stands where the system puts it.
      }
    },
  };
}
