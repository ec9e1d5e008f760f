/** Pages of a PDF as pictures, and whether two of them show the same: a lost chart is a difference, another smoothing of edges is none. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';

/** Across the page: squares of 6.4 mm on A4, in which the edges of letters and lines average out. */
const SQUARES_ACROSS = 33;

/** Of 255. The mean of a square differs by less between resolutions from 48 to 150 dpi, and by more where a line of text or a chart is missing. */
const NOTICEABLE = 20;

/** A PNG file of each page, in their order. */
export function drawPages(pdfPath: string, resolutionDpi: number): Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-pages-'));
  try {
    execFileSync('pdftoppm', ['-png', '-gray', '-r', String(resolutionDpi), pdfPath, join(folder, 'page')]);
    const names = readdirSync(folder).toSorted();
    return names.map((name) => readFileSync(join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many squares of two pages, PNG of any resolution, differ noticeably. */
export function differingSquares(one: Buffer, other: Buffer): number {
  const [left, right] = [brightness(PNG.sync.read(one)), brightness(PNG.sync.read(other))];
  const squares = Array.from({ length: Math.max(left.length, right.length) }, (_, at) => at);
  return squares.filter((at) => !(Math.abs((left[at] ?? NaN) - (right[at] ?? NaN)) <= NOTICEABLE)).length;
}

/** The page, PNG, without what stands between two heights, each a share of its own. */
export function blanked(page: Buffer, from: number, to: number): Buffer {
  const picture = PNG.sync.read(page);
  const at = (share: number): number => 4 * picture.width * Math.round(share * picture.height);
  picture.data.fill(255, at(from), at(to));
  return PNG.sync.write(picture);
}

/** Means of the squares in rows, 0 to 255. */
function brightness({ width, height, data }: PNG): number[] {
  const side = width / SQUARES_ACROSS;
  const rows = Math.floor(height / side);
  return Array.from({ length: SQUARES_ACROSS * rows }, (_, square) => {
    const [column, row] = [square % SQUARES_ACROSS, Math.floor(square / SQUARES_ACROSS)];
    let [sum, pixels] = [0, 0];
    for (let y = Math.floor(row * side); y < Math.floor((row + 1) * side); y++)
      for (let x = Math.floor(column * side); x < Math.floor((column + 1) * side); x++) {
        sum += data[4 * (y * width + x)] ?? 0;
        pixels++;
      }
    return sum / pixels;
  });
}
