/** Speed of this machine at simulating, measured on the simulations that it has done. */
import type { RunRecord, SimulationTask } from '../../engine/run-record.ts';

export interface Speed {
  /** Notes a simulation that one worker has done. */
  note(task: SimulationTask, record: RunRecord, seconds: number): void;
  /** A simulation too short to tell the speed: most of its time goes into compiling. */
  leaveOut(task: SimulationTask): void;
  /** Of one worker; null before the first note. */
  readonly eventsPerSecond: number | null;
}

/** Worker time after which older measurements begin to count half, s: the machine may have become busier or cooler. */
const MEMORY_SECONDS = 60;

export function createSpeed(): Speed {
  const leftOut = new WeakSet<SimulationTask>();
  let events = 0;
  let seconds = 0;
  return {
    note(task, record, taken) {
      if (leftOut.has(task)) return;
      events += record.events;
      seconds += taken;
      if (seconds < MEMORY_SECONDS) return;
      events /= 2;
      seconds /= 2;
    },
    leaveOut(task) {
      leftOut.add(task);
    },
    get eventsPerSecond() {
      return seconds > 0 && events > 0 ? events / seconds : null;
    },
  };
}
