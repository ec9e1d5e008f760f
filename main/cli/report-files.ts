/** Reports of a run as files: the options of the commands that write them, and the writing. */
import { mkdirSync } from 'node:fs';
import { csvLayoutIds, type CsvLayoutId } from '../../shared/report/csv-layout.ts';
import { reportSectionIds, type ReportSectionId } from '../../shared/report/sections.ts';
import { suggest } from '../../shared/scenario/suggestion.ts';
import { InputError, messageOf } from './input-error.ts';
import { refuseTaken, writeNewFile } from './output-folder.ts';
import type { ReadRun } from './result-file.ts';

export const reportOptions = {
  pdf: {
    type: 'string',
    takes: 'FILE',
    description:
      'Writes the report: question, verdict, charts, tables, method, seed and versions, with the last validation of its engine that is kept on this machine.',
  },
  sections: {
    type: 'string',
    takes: 'A,B,...',
    description: `Sections of --pdf, of: ${reportSectionIds.join(', ')}. Default: all that have something to tell of the run.`,
  },
  charts: { type: 'string', takes: 'DIR', description: 'Writes every chart of the report as SVG and as PNG, into a folder.' },
  sqlite: { type: 'string', takes: 'FILE', description: 'Writes every table into an SQLite database, for queries.' },
  parquet: { type: 'string', takes: 'DIR', description: 'Writes every table as an Apache Parquet file, for data frames, into a folder.' },
  'csv-layout': {
    type: 'string',
    takes: 'wide|long',
    description: 'How tables lie in CSV files: a row for each point or part (wide, the default), or a row for each value (long, tidy).',
  },
} as const;

export interface GivenReportOptions {
  readonly pdf?: string;
  readonly sections?: string;
  readonly charts?: string;
  readonly sqlite?: string;
  readonly parquet?: string;
  readonly 'csv-layout'?: string;
}

export interface WantedReports {
  readonly pdf: string | undefined;
  readonly charts: string | undefined;
  readonly sqlite: string | undefined;
  readonly parquet: string | undefined;
  readonly sections: readonly ReportSectionId[];
  readonly layout: CsvLayoutId;
}

/** Throws InputError for what there is not, or cannot be written: before a run, so that nothing is simulated in vain. */
export function wantedReports({
  pdf,
  sections,
  charts,
  sqlite,
  parquet,
  'csv-layout': layout = 'wide',
}: GivenReportOptions): WantedReports {
  if (sections !== undefined && pdf === undefined) throw new InputError('--sections is for --pdf FILE: add it.');
  if (pdf !== undefined) refuseTaken(pdf);
  if (sqlite !== undefined) refuseTaken(sqlite);
  return {
    pdf,
    charts,
    sqlite,
    parquet,
    sections: sections === undefined ? reportSectionIds : listed('--sections', sections, reportSectionIds),
    layout: oneOf('--csv-layout', layout, csvLayoutIds),
  };
}

export async function writeReports({ pdf, charts, sqlite, parquet, sections }: WantedReports, run: ReadRun): Promise<void> {
  if ([pdf, charts, sqlite, parquet].every((path) => path === undefined)) return;
  // Loaded when asked for: reports bring charts and fonts along.
  const { chartFiles, defaultDataFolder, parquetReport, pdfReport, readKeptValidation, sqliteReport } = await import('../lab/reports.ts');
  if (pdf !== undefined) {
    const validation = readKeptValidation(defaultDataFolder(), run.result.engineVersion);
    writeNewFile(pdf, (await pdfReport({ ...run, validation, sections })).bytes);
  }
  if (charts !== undefined) {
    makeFolder(charts);
    for (const { name, content } of await chartFiles(run)) writeNewFile(`${charts}/${name}`, content);
  }
  if (sqlite !== undefined) writeNewFile(sqlite, sqliteReport(run.result, run.summary).bytes);
  if (parquet !== undefined) {
    makeFolder(parquet);
    for (const { name, bytes } of parquetReport(run.result, run.summary)) writeNewFile(`${parquet}/${name}`, bytes);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new InputError(`The folder ${folder} cannot be created: ${messageOf(error)}. Choose another one.`, { cause: error });
  }
}

function listed<Name extends string>(option: string, text: string, names: readonly Name[]): readonly Name[] {
  return text.split(',').map((part) => oneOf(option, part.trim(), names));
}

function oneOf<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text);
  if (found === undefined) throw new InputError(`${option} takes ${names.join(', ')}, not "${text}".${suggest(text, names)}`);
  return found;
}
