import { bounds } from './english/bounds.ts';
import { calibration } from './english/calibration.ts';
import { capture } from './english/capture.ts';
import { charts } from './english/charts.ts';
import { comparison } from './english/comparison.ts';
import { contract } from './english/contract.ts';
import { dataPath } from './english/data-path.ts';
import { dataPlanes } from './english/data-planes.ts';
import { domainOfApplicability } from './english/domain-of-applicability.ts';
import { evidence } from './english/evidence.ts';
import { exporting } from './english/exporting.ts';
import { fields } from './english/fields.ts';
import { guestMeasuring } from './english/guest-measuring.ts';
import { hostCosts } from './english/host-costs.ts';
import { hostProbe, probedAdapter } from './english/host-probe.ts';
import { lessons } from './english/lessons.ts';
import { measured } from './english/measured.ts';
import { measurements } from './english/measurements.ts';
import { metrics } from './english/metrics.ts';
import { packetTrace } from './english/packet-trace.ts';
import { problems } from './english/problems.ts';
import { profileFields } from './english/profile-fields.ts';
import { profiles } from './english/profiles.ts';
import { recordedHosts } from './english/recorded-hosts.ts';
import { runEnd } from './english/run-end.ts';
import { scenario } from './english/scenario.ts';
import { settings } from './english/settings.ts';
import { sharing } from './english/sharing.ts';
import { simulated } from './english/simulated.ts';
import { studies } from './english/studies.ts';
import { tables } from './english/tables.ts';
import { techniqueAspects } from './english/technique-aspects.ts';
import { techniques } from './english/techniques.ts';
import { trust } from './english/trust.ts';
import { validation } from './english/validation.ts';
import { whatNext } from './english/what-next.ts';

/** The English words that page, shell and reports share, by what they speak of. What varies is a parameter. */
export const english = {
  bounds,
  calibration,
  capture,
  charts,
  comparison,
  contract,
  dataPath,
  dataPlanes,
  domainOfApplicability,
  evidence,
  exporting,
  fields,
  guestMeasuring,
  hostCosts,
  hostProbe,
  lessons,
  measured,
  measurements,
  metrics,
  packetTrace,
  probedAdapter,
  problems,
  profileFields,
  profiles,
  recordedHosts,
  runEnd,
  scenario,
  settings,
  sharing,
  simulated,
  studies,
  tables,
  techniqueAspects,
  techniques,
  trust,
  validation,
  whatNext,
} as const;
