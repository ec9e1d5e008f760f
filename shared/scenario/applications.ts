/** What follows from what guests run. */
import { dataPlanePolls } from '../catalogue/data-planes.ts';
import type { VmGroup } from './schema.ts';

type Application = VmGroup['application'];

/** The application polls its device: no interrupts, and its cores never sleep. */
export function polls(application: Application): boolean {
  return application.kind === 'poll-forwarder' || (application.kind === 'data-plane' && dataPlanePolls(application.implementation));
}

/** It forwards, and does nothing else. */
export function onlyForwards({ kind }: Application): boolean {
  return kind === 'kernel-forwarder' || kind === 'poll-forwarder';
}

export function forwards(application: Application): boolean {
  return onlyForwards(application) || application.kind === 'data-plane';
}
