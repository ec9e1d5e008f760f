/** The machine that the lab runs on: for reports of faults and for evidence. Nothing of it changes a number. */
import { cpus, release, totalmem } from 'node:os';

export function describeMachine() {
  const processors = cpus();
  return {
    node: process.versions.node,
    platform: process.platform,
    release: release(),
    architecture: process.arch,
    processor: processors[0]?.model.trim() ?? 'unknown processor',
    processors: processors.length,
    memoryBytes: totalmem(),
  };
}
