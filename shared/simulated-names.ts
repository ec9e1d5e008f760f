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

function named(names: Readonly<Record<string, string>>, identity: string): string {
  return (Object.hasOwn(names, identity) ? names[identity] : undefined) ?? identity;
}
