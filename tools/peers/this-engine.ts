/** The tandem workload on this engine: `this-engine.ts DURATION_NS`. Executed once before it is timed: the peers are compiled when they start, too. */
import { runTandem } from '../../main/experiment/benchmark/tandem.ts';

const durationNs = Number(process.argv[2]);
runTandem(durationNs);
const before = process.cpuUsage();
const counts = runTandem(durationNs);
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ ...counts, seconds: (user + system) / 1e6 }));
