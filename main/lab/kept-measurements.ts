/** Measurements that go into the open project, whether they were read from a file or made by the lab. */
import { randomUUID } from 'node:crypto';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import { labWords } from '../texts/words.ts';
import type { OpenProject } from './open-project.ts';

/** So many are read whenever they are listed. */
const MOST_MEASUREMENTS = 100;

/** Why the open project takes no measurement, or success. */
export function takesMeasurement({ current }: OpenProject): Reply<null> {
  if (current.readOnly) return refuse('refused', labWords().lab.measurements.readOnly(current.readOnlyReason));
  if (current.listMeasurements().length < MOST_MEASUREMENTS) return succeed(null);
  return refuse('refused', labWords().lab.measurements.tooMany(MOST_MEASUREMENTS));
}

export function keepMeasurement(
  open: OpenProject,
  measurement: Pick<KeptMeasurement, 'runId' | 'fileName' | 'result'>,
): Reply<{ id: string }> {
  const takes = takesMeasurement(open);
  if (!takes.ok) return takes;
  const id = randomUUID();
  const added = open.current.addMeasurement({ id, addedAt: new Date().toISOString(), ...measurement });
  return added.ok ? succeed({ id }) : added;
}
