/**
 * Bounds by operational analysis (bottleneck law; asymptotic bounds of Denning and Buzen, 1978; for several classes as a linear programme): the rates
 * of all classes that add up to most frames, where no resource is busy for more than all of the time and no class is faster than what it asks for.
 */
import { solve } from 'yalps';
import type { DemandClass, Demands } from './trace-demands.ts';

export interface Rates {
  /** Frames per second of all classes together. */
  readonly totalPps: number;
  /** Frames per second by class. */
  readonly byClass: readonly number[];
}

/** @param capacityOf part of the time for which a resource may be busy; more than 1: it is made faster */
export function mostFrames({ classes, resources }: Demands, capacityOf: (resource: number) => number = () => 1): Rates {
  if (classes.length === 0) return { totalPps: 0, byClass: [] };
  const unitPps = Math.max(...classes.map(alonePps));
  const constraints = new Map<string, { max: number }>();
  for (const number of resources.keys()) constraints.set(`r${number}`, { max: capacityOf(number) });
  const variables = classes.map(({ demandsNs, mostPps }, number) => {
    const needs: [string, number][] = [['frames', 1]];
    for (const [resource, ns] of demandsNs.entries()) if (ns > 0) needs.push([`r${resource}`, (ns * unitPps) / 1e9]);
    if (Number.isFinite(mostPps)) {
      constraints.set(`c${number}`, { max: mostPps / unitPps });
      needs.push([`c${number}`, 1]);
    }
    return [`x${number}`, needs] as const;
  });
  const { status, variables: rates } = solve({ direction: 'maximize', objective: 'frames', constraints, variables });
  // Rates of 0 are always possible, and every class needs something: there is a best one.
  if (status !== 'optimal') throw new Error(`The bound of ${classes.length} classes over ${resources.length} resources is ${status}.`);
  const byClass = classes.map(() => 0);
  for (const [name, rate] of rates) byClass[Number(name.slice(1))] = rate * unitPps;
  return { totalPps: byClass.reduce((sum, rate) => sum + rate, 0), byClass };
}

/** Frames per second of a class that has all resources for itself. The programme's unit of rate is the largest of these: its solver rounds to 1e-8. */
function alonePps({ demandsNs, mostPps }: DemandClass): number {
  return Math.min(mostPps, ...demandsNs.map((ns) => 1e9 / ns));
}
