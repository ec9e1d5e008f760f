/**
 * Writes `format-N.iovlab`, a small project of the present format N, for golden.test.ts: `node main/project/golden/write-golden.ts`.
 * Run once for a new format; a file that is there is never written again, because it stands for the files that people have.
 */
import { fileURLToPath } from 'node:url';
import { FORMAT_VERSION } from '../migrations/index.ts';
import { createProject } from '../open-project.ts';
import { draft, keyOf, measurement, points, record, scenario } from '../project-content.fixture.ts';

const path = fileURLToPath(new URL(`format-${FORMAT_VERSION}.iovlab`, import.meta.url));
const created = createProject(path);
if (!created.ok) throw new Error(created.message);
const project = created.value;
const steps = [
  project.writeDraft(draft),
  project.startRun({ runId: 'first', startedAt: '2026-01-02T03:04:05.000Z' }, scenario, 1, '1.0.0'),
  project.putPoints('first', points(3)),
  project.putResults('first', {
    simulations: [0, 1].map((index) => ({ key: keyOf(index), record: record(index) })),
    used: [],
    points: [],
    placeOf: () => 0,
  }),
  project.finishRun('first', 'done', '', true),
  project.startRun({ runId: 'second', startedAt: '2026-01-02T03:05:06.000Z' }, scenario, 2, '1.0.0'),
  project.putPoints('second', points(1)),
  project.finishRun('second', 'cancelled', 'Cancelled. The points that were done are kept.', false),
  project.addMeasurement(measurement('beside-first', 'first')),
  project.addMeasurement(measurement('beside-none', null)),
];
for (const step of steps) if (!step.ok) throw new Error(step.message);
project.close();
