/** The tandem workload on this engine: `this-engine.ts DURATION_NS`. Executed a few times before it is timed: the peers are compiled when they start, too. */
import { runTandem } from '../../main/experiment/benchmark/tandem.ts';

const WARM_UP_EXECUTIONS = 5;

const durationNs = Number(process.argv[2]);
for (let count = 0; count < WARM_UP_EXECUTIONS; count++) runTandem(durationNs / WARM_UP_EXECUTIONS);
const before = process.cpuUsage();
const counts = runTandem(durationNs);
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ ...counts, seconds: (user + system) / 1e6 }));
