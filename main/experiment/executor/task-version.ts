import { ENGINE_VERSION } from '../../engine/run-record.ts';
import { RECORD_VERSION } from './task-key.ts';

/** `1.3.0-r1`: engine and shape of the record. Machines that work together must have it in common. */
export const TASK_VERSION = `${ENGINE_VERSION}-r${RECORD_VERSION}`;
