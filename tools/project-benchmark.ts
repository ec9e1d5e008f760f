/**
 * How long projects of many results take to open, list and page, and what memory that needs: `npm run bench:project`. Each project is measured in a process of
 * its own; prints a table. Points are copies of a simulated one, as large as those of a real sweep.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pointQuerySchema } from '../shared/contract/point-query.ts';
import { WHOLE_CHECK_UP_TO } from '../main/lab/open-project.ts';
import { checkInBackground } from '../main/project/check-in-background.ts';
import { openProject } from '../main/project/open-project.ts';
import type { Project } from '../main/project/project.ts';
import { benchmarkScenario, copyOf, must, simulatedPoints, writeRuns } from './large-project.ts';

interface Size {
  readonly runs: number;
  readonly pointsOfEach: number;
}

/** What the table shows: times in ms, sizes in MiB. */
interface Figures {
  readonly size: number;
  readonly open: number;
  readonly list: number;
  readonly head: number;
  readonly firstPage: number;
  readonly sortedPage: number;
  readonly whole: number;
  readonly memory: number;
  readonly check: number;
}

const sizes: readonly Size[] = [
  { runs: 1, pointsOfEach: 100 },
  { runs: 1, pointsOfEach: 1000 },
  { runs: 1, pointsOfEach: 10_000 },
  { runs: 1000, pointsOfEach: 1 },
];
const SWEPT = 'flows.0.traffic.load';
const MIB = 2 ** 20;

const scenario = benchmarkScenario([{ name: 'vhost-net' }]);

/** In a process of its own. */
async function measure(path: string): Promise<Figures> {
  const before = process.memoryUsage().rss;
  const opening = (): Project => must(openProject(path, { wholeCheckUpTo: WHOLE_CHECK_UP_TO }));
  // The first time also loads what the program needs.
  opening().close();
  const [project, open] = timed(opening);
  const [, list] = timed(() => project.listRuns());
  const [, head] = timed(() => [project.readRunHead('run-0'), project.readPlaces('run-0')]);
  const [{ points }, firstPage] = timed(() => project.listPoints('run-0', pointQuerySchema.parse({ limit: 100 })));
  const order = { by: 'metric', metric: 'deliveredPps', descending: true };
  const [, sortedPage] = timed(() => project.listPoints('run-0', pointQuerySchema.parse({ order, limit: 100 })));
  const ids = points.slice(0, 9).map(({ id }) => id);
  const [, whole] = timed(() => project.readPoints('run-0', ids));
  const memory = (process.memoryUsage().rss - before) / MIB;
  const began = performance.now();
  await checkInBackground(path).finding;
  const check = performance.now() - began;
  project.close();
  return { size: statSync(path).size / MIB, open, list, head, firstPage, sortedPage, whole, memory, check };
}

function timed<Value>(work: () => Value): [Value, number] {
  const began = performance.now();
  const value = work();
  return [value, performance.now() - began];
}

async function compareSizes(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-projects-'));
  try {
    const [point] = await simulatedPoints(scenario);
    if (!point) throw new Error('The scenario has no point.');
    const rows = sizes.map((size) => {
      const path = join(folder, `${size.runs}-${size.pointsOfEach}.iovlab`);
      const points = Array.from({ length: size.pointsOfEach }, (_, load) => copyOf(point, { [SWEPT]: load }));
      writeRuns(path, scenario, size.runs, points);
      const figures = JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), path], { encoding: 'utf8' })) as Figures;
      return [
        String(size.runs),
        String(size.pointsOfEach),
        ...Object.values(figures).map((value: number) => value.toFixed(value < 10 ? 1 : 0)),
      ];
    });
    const titles = ['runs', 'points', 'MiB', 'open', 'runs list', 'head', 'page', 'sorted', '9 whole', 'memory', 'check'];
    for (const row of [titles, ...rows]) process.stdout.write(`${row.map((cell) => cell.padStart(10)).join('')}\n`);
    process.stdout.write(
      'Times in ms; memory in MiB, beyond that of the program; the check runs in the background after a large project was opened.\n',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [path] = process.argv.slice(2);
if (path === undefined) await compareSizes();
else process.stdout.write(JSON.stringify(await measure(path)));
