/** Names of what simulations tell apart, for people. What the lab adds later and no text knows stands for itself. */
import { words } from './texts/words.ts';

export function actorName(actor: string): string {
  return named(words().simulated.actors, actor);
}

export function activityName(activity: string): string {
  return named(words().simulated.activities, activity);
}

export function activityFamilyName(family: string): string {
  return named(words().simulated.activityFamilies, family);
}

export function stageName(stage: string): string {
  return named(words().simulated.stages, stage);
}

/** What a core is for. */
export function coreRoleName(role: string): string {
  return named(words().simulated.coreRoles, role);
}

/** Of a place where frames are lost. */
export function placeName(place: string): string {
  return named(words().simulated.places, place);
}

/** "core 4 (guest)", "wire to host of port 2". */
export function resourceName(name: string): string {
  const texts = words().simulated;
  const [, number, role] = /^core (\d+) \((.+)\)$/.exec(name) ?? [];
  if (number !== undefined && role !== undefined) return texts.core(number, coreRoleName(role));
  const { resource, port } = portOf(name);
  return port === null ? named(texts.resources, resource) : texts.ofPort(named(texts.resources, resource), port);
}

/** What tells a resource from the others of its part: "to host", "port 2", "to host of port 2". */
export function resourceDirection(name: string): string {
  const texts = words().simulated;
  const { resource, port } = portOf(name);
  const direction = isKeyOf(texts.directions, resource) ? texts.directions[resource] : null;
  if (port === null) return direction ?? resourceName(name);
  return direction === null ? texts.port(port) : texts.ofPort(direction, port);
}

/** A resource of a port is called by both where there are several ports. */
export function portOf(name: string): { readonly resource: string; readonly port: string | null } {
  const [, resource, port] = /^(.+) of port (\d+)$/.exec(name) ?? [];
  return resource === undefined || port === undefined ? { resource: name, port: null } : { resource, port };
}

function named(names: Readonly<Record<string, string>>, identity: string): string {
  return isKeyOf(names, identity) ? (names[identity] ?? identity) : identity;
}

function isKeyOf<Keyed extends object>(keyed: Keyed, key: string): key is keyof Keyed & string {
  return Object.hasOwn(keyed, key);
}
