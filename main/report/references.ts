/** The publications that a report rests on, each once, with what rests on them. */
import { nicField, nicFieldNames } from '../../shared/catalogue/profile-fields.ts';
import type { RunResult } from '../../shared/result/schema.ts';
import { isMeasuring } from '../../shared/scenario/method-goals.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { measuredOn, type ProfilesUsed } from './profiles-used.ts';

export interface Reference {
  /** Authors, where it was published, year. */
  readonly publication: string;
  /** Names of parameters, or of methods. */
  readonly usedFor: readonly string[];
}

/** A source that begins as a publication does, up to its year: what follows is the place in it. Others are documentation, code or derivations. */
const PUBLICATION = /^\p{Lu}[^:;()]*? (?:19|20)\d\d\b/u;

/** Methods first, then the sources of the parameters in the order of these. */
export function references({ scenario, points }: RunResult, { costModel, host, nic }: ProfilesUsed): readonly Reference[] {
  const costs = costModel ? measuredOn(costModel, host).parameters.map(({ name, source }) => ({ name, source })) : [];
  const fields = nic ? nicFieldNames.map((field) => ({ name: nicField(field).title, source: nic[field].source })) : [];
  const published = [...costs, ...fields].flatMap(({ name, source }) => {
    const [publication] = PUBLICATION.exec(source) ?? [];
    return publication === undefined ? [] : [{ name, publication }];
  });
  const screened = points.some(({ parameters }) => parameters);
  const used = [...methods(scenario), ...(screened ? [MORRIS] : []), ...published];
  return [...Map.groupBy(used, ({ publication }) => publication)].map(([publication, uses]) => ({
    publication,
    usedFor: uses.map(({ name }) => name),
  }));
}

interface Use {
  readonly name: string;
  readonly publication: string;
}

const MORRIS: Use = {
  name: 'elementary effects',
  publication: 'M. D. Morris, Factorial sampling plans for preliminary computational experiments, Technometrics 33(2), 161-174, 1991',
};

function methods({ method }: Scenario): readonly Use[] {
  return [
    ...(method.warmup === 'automatic'
      ? [
          {
            name: 'MSER-5',
            publication:
              'K. P. White, An effective truncation heuristic for bias reduction in simulation output, Simulation 69(6), 323-334, 1997',
          },
        ]
      : []),
    {
      name: 'Jain’s index',
      publication:
        'R. Jain, D. M. Chiu, W. R. Hawe, A quantitative measure of fairness and discrimination for resource allocation in shared computer systems, DEC-TR-301, 1984',
    },
    ...(isMeasuring(method.kind) && method.kind.startsWith('rfc2544')
      ? [
          {
            name: 'method',
            publication: 'S. Bradner, J. McQuaid, Benchmarking methodology for network interconnect devices, RFC 2544, 1999',
          },
        ]
      : []),
  ];
}
