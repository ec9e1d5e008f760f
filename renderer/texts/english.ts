import { app } from './english/app.ts';
import { calibration } from './english/calibration.ts';
import { catalogue } from './english/catalogue.ts';
import { columns } from './english/columns.ts';
import { compare } from './english/compare.ts';
import { controls } from './english/controls.ts';
import { dataPath } from './english/data-path.ts';
import { editor } from './english/editor.ts';
import { evidence } from './english/evidence.ts';
import { guests } from './english/guests.ts';
import { lessons } from './english/lessons.ts';
import { microscope } from './english/microscope.ts';
import { palette } from './english/palette.ts';
import { run } from './english/run.ts';
import { results } from './english/results.ts';
import { sharing } from './english/sharing.ts';
import { start } from './english/start.ts';
import { testbed } from './english/testbed.ts';
import { validation } from './english/validation.ts';
import { wizard } from './english/wizard.ts';

/** The English texts of the page, by where they stand. What varies is a parameter. */
export const english = {
  ...app,
  controls,
  calibration,
  catalogue,
  columns,
  compare,
  dataPath,
  editor,
  evidence,
  guests,
  lessons,
  microscope,
  palette,
  run,
  results,
  sharing,
  start,
  testbed,
  validation,
  wizard,
} as const;
