/** Where an evidence archive is to go. */
import { EVIDENCE_EXTENSION } from '../../shared/evidence/verification.ts';
import { InputError } from './input-error.ts';
import { refuseTaken } from './output-folder.ts';

/** Throws InputError when no archive can be written there. */
export function refuseEvidenceAt(path: string): void {
  if (!path.endsWith(EVIDENCE_EXTENSION)) throw new InputError(`--evidence: "${path}" needs the ending ${EVIDENCE_EXTENSION}.`);
  refuseTaken(path);
}
