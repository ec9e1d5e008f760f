import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { strFromU8, unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { askLab } from '../fixtures/ask-lab.ts';
import { csvRecords } from '../fixtures/csv.ts';
import { readFigure, roundingOf } from '../fixtures/figure.ts';
import { expect, test } from '../test.ts';
import { runResultSchema } from '../../shared/result/schema.ts';
import { resultTables } from '../../shared/result/tables.ts';

test('CSV holds every table, with the numbers that the page shows', async ({ openApp, sample }) => {
  const { lab, results, page } = await openApp({ projectPath: sample });
  const runId = new URL(page.url()).hash.split('/')[2] ?? '';
  const { result } = await askLab(page, 'run.get', { runId });
  const tables = resultTables(result);

  const [archive] = await lab.exported(1, () => results.export('CSV tables'));

  expect(archive?.name).toBe('small-sweep-tables.zip');
  const files = Object.entries(unzipSync(readFileSync(archive?.path ?? '')));
  const recordsOf = new Map(files.map(([name, bytes]) => [name, csvRecords(strFromU8(bytes))]));
  expect([...recordsOf.keys()].toSorted()).toEqual(['run', ...tables.map(({ id }) => id)].map((id) => `small-sweep-${id}.csv`).toSorted());
  for (const { id, rows } of tables) expect(recordsOf.get(`small-sweep-${id}.csv`), id).toHaveLength(rows.length);
  const facts = new Map(recordsOf.get('small-sweep-run.csv')?.map((record) => [record['Fact'], record['Value']]));
  expect([...facts.values()]).toEqual(expect.arrayContaining(['Small sweep', '4711', result.engineVersion]));

  const records = recordsOf.get('small-sweep-points.csv') ?? [];
  for (const [index, row] of (await results.tableRows()).entries()) {
    const record = records[index] ?? {};
    expect(record['Technique']).toBe(row['Technique']);
    for (const [title, unit] of [
      ['Delivered', 'pps'],
      ['Loss', 'ratio'],
      ['Latency, p99', 'ns'],
      ['Cycles per packet', 'cycles'],
    ] as const) {
      const raw = Number(record[`${title} [${unit}]`]);
      expect(Math.abs(readFigure(row[title] ?? '') - raw), `${title}: ${row[title]} and ${raw}`).toBeLessThanOrEqual(roundingOf(raw));
    }
  }
});

test('Parquet and SQLite hold every row of every table', async ({ openApp, sample }) => {
  const { lab, results, page } = await openApp({ projectPath: sample });
  const runId = new URL(page.url()).hash.split('/')[2] ?? '';
  const { result } = await askLab(page, 'run.get', { runId });

  const [database] = await lab.exported(1, () => results.export('SQLite'));
  expect(database?.name).toBe('small-sweep.sqlite');
  const [archive] = await lab.exported(1, () => results.export('Parquet'));
  expect(archive?.name).toBe('small-sweep-parquet.zip');
  const files = unzipSync(readFileSync(archive?.path ?? ''));

  const opened = new DatabaseSync(database?.path ?? '', { readOnly: true });
  try {
    for (const { id, rows, columns } of resultTables(result)) {
      const written = rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null])));
      expect(opened.prepare(`SELECT * FROM "${id}"`).all(), id).toEqual(written);
      const file = files[`small-sweep-${id}.parquet`]?.slice().buffer ?? new ArrayBuffer(0);
      expect(await parquetReadObjects({ file }), id).toEqual(written);
    }
  } finally {
    opened.close();
  }
});

test('JSON holds the run as the lab has it', async ({ openApp, sample }) => {
  const { lab, results, page } = await openApp({ projectPath: sample });
  const runId = new URL(page.url()).hash.split('/')[2] ?? '';
  const { result, summary } = await askLab(page, 'run.get', { runId });

  const [file] = await lab.exported(1, () => results.export('JSON'));

  expect(file?.name).toBe('small-sweep.json');
  const { summary: written, ...rest } = JSON.parse(readFileSync(file?.path ?? '', 'utf8')) as Record<string, unknown>;
  expect(written).toEqual(summary);
  expect(runResultSchema.parse(rest)).toEqual(result);
});

test('PDF holds scenario, seed, version, techniques, figures and bottlenecks as text', async ({ openApp, sample }) => {
  test.skip(spawnSync('pdftotext', ['-v']).error !== undefined, 'pdftotext (poppler) is not installed');
  const { lab, results, page } = await openApp({ projectPath: sample });
  const runId = new URL(page.url()).hash.split('/')[2] ?? '';
  const { result } = await askLab(page, 'run.get', { runId });

  const [file] = await lab.exported(1, () => results.export('PDF report'));

  expect(file?.name).toBe('small-sweep.pdf');
  const text = execFileSync('pdftotext', ['-layout', file?.path ?? '', '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
  expect(text).toContain('Small sweep');
  expect(text).toContain('4711');
  expect(text).toContain(result.engineVersion);
  expect(text).toContain('Two VMs receive through one 10GbE port.');
  for (const { technique, bottleneck } of result.points) {
    expect(text).toContain(technique);
    expect(text).toContain(bottleneck.resource ?? technique);
  }
  const images = execFileSync('pdfimages', ['-list', file?.path ?? ''], { encoding: 'utf8' });
  expect(images.trim().split('\n'), 'charts are vectors, not images').toHaveLength(2);
});

test('PDF has the sections that were chosen, the choice is kept, and tables can be long', async ({ openApp, sample }) => {
  const { lab, results, page } = await openApp({ projectPath: sample });
  await results.chooseExport('PDF report');
  const dialog = results.exportDialog;
  await dialog.getByRole('button', { name: 'None' }).click();
  await expect(dialog.getByRole('button', { name: 'Export' })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'The scenario' }).check();
  const [report] = await lab.exported(1, () => results.writeExport());
  await expect(dialog).toBeHidden();
  if (spawnSync('pdftotext', ['-v']).error === undefined) {
    const text = execFileSync('pdftotext', [report?.path ?? '', '-'], { encoding: 'utf8' });
    expect(text).toContain('The scenario');
    expect(text).not.toContain('Parameters and their sources');
  }

  await page.reload();
  await results.chooseExport('PDF report');
  await expect(dialog.getByRole('checkbox', { name: 'The scenario' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: 'Figures', exact: true })).not.toBeChecked();
  await dialog.getByRole('radio', { name: 'CSV tables' }).check();
  await dialog.getByRole('radio', { name: 'Long (tidy)' }).check();
  const [tables] = await lab.exported(1, () => results.writeExport());
  const points = csvRecords(strFromU8(unzipSync(readFileSync(tables?.path ?? ''))['small-sweep-points-long.csv'] ?? new Uint8Array()));
  expect(points.find((record) => record['Measure'] === 'deliveredPps')?.['Value']).toMatch(/^[\d.]+$/);

  const [charts] = await lab.exported(1, () => results.export('Charts'));
  const names = Object.keys(unzipSync(readFileSync(charts?.path ?? '')));
  expect(names.filter((name) => name.endsWith('.svg'))).toHaveLength(names.filter((name) => name.endsWith('.png')).length);
  expect(names.length).toBeGreaterThan(5);
});
