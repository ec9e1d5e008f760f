import { fromSources } from '../../from-sources.ts';

/** Module of the worker threads: its source beside this file, or its bundle beside the others. */
export const defaultWorkerFile = new URL(fromSources ? './worker.ts' : './worker.cjs', import.meta.url);
