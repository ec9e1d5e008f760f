/** What makes a SQLite file an IOVLab project. The file format for readers of the file: docs/file-format.md. */
import { fileKinds } from '../../shared/contract/file-kinds.ts';

/** ASCII 'IOVL', kept in the SQLite header as the application id. */
export const APPLICATION_ID = 0x494f564c;

/** Extension of project files, with its dot. */
export const PROJECT_EXTENSION = fileKinds.project.ending;

/** Message of a run that was going on when the application ended without closing the project. */
export const INTERRUPTED_MESSAGE =
  'The application ended before the run was done. The points that were done are kept; resume it for the rest.';
