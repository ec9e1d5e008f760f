/** All tests at all adapters, each repeated, in an order that is drawn: what changes on the host while they go on falls on all of them alike. */
import type { GuestTest } from '../../../shared/testbed/guest-measuring.ts';
import { RandomStream } from '../../engine/kernel/random-stream.ts';
import { shuffled } from '../../engine/kernel/shuffled.ts';
import { MeasuringError } from '../measuring-error.ts';
import { observe, type Observation, type TestSettings } from './observations.ts';
import type { Adapter, RunningGuest } from './qemu/running-guest.ts';

export interface CampaignOrder {
  readonly devices: readonly string[];
  readonly tests: readonly GuestTest[];
  readonly repetitions: number;
  /** Of the order. */
  readonly seed: number;
}

export interface CampaignStep {
  readonly device: string;
  readonly test: GuestTest;
  readonly repetition: number;
}

export function stepsInOrder({ devices, tests, repetitions, seed }: CampaignOrder): CampaignStep[] {
  const steps = devices.flatMap((device) =>
    tests.flatMap((test) => Array.from({ length: repetitions }, (_, repetition) => ({ device, test, repetition }))),
  );
  return shuffled(steps.length, new RandomStream(seed, 0, 'order of measurements')).flatMap((index) => steps[index] ?? []);
}

/** @param onStep is told before each step, with how many are done. Rejects when a step fails or the signal is aborted. */
export async function runCampaign(
  guest: RunningGuest,
  order: CampaignOrder,
  settings: TestSettings,
  signal: AbortSignal,
  onStep: (step: CampaignStep, done: number, all: number) => void,
): Promise<Observation[]> {
  const steps = stepsInOrder(order);
  const observations: Observation[] = [];
  for (const [done, step] of steps.entries()) {
    signal.throwIfAborted();
    onStep(step, done, steps.length);
    const values = await observe[step.test](guest, adapterOf(guest, step.device), settings, signal);
    observations.push({ ...step, values });
  }
  return observations;
}

function adapterOf({ adapters }: RunningGuest, id: string): Adapter {
  const adapter = adapters.find(({ device }) => device.id === id);
  if (!adapter) throw new MeasuringError(`The guest has no adapter ${id}.`);
  return adapter;
}
