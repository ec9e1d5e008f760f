/**
 * Performance isolation after R. Krebs, C. Momm, S. Kounev (QoSA 2012; Science of Computer Programming 90B, 2014). Abiding tenants are the victims, the
 * disruptive one is the neighbour; the reference is the system with the neighbour silent.
 */

/** Load that the victims have without loss beside a load of the neighbour, frames per second. */
export interface AbidingLoad {
  readonly disruptivePps: number;
  readonly abidingPps: number;
}

export interface IsolationMetrics {
  /** Disruptive load at which the victims have nothing left, over their load without it: 1 where each frame of the neighbour costs one. Null: not reached. */
  readonly end: number | null;
  /** What the victims keep where a system without isolation would leave them nothing, as a share: 0 none, 1 perfect. Null: not reached. */
  readonly base: number | null;
  /** Area under the victims’ load, between that without isolation (0) and the perfect one (1): up to the same place, and over all that was tried. */
  readonly integralBase: number | null;
  readonly integralFree: number | null;
}

/** `loads` ascend by the disruptive load from 0; between them the victims' load is taken to be linear. Without a load at 0 nothing is known. */
export function isolationMetrics(loads: readonly AbidingLoad[]): IsolationMetrics {
  const reference = loads[0];
  const last = loads.at(-1);
  if (!reference || !last || loads.length < 2 || reference.disruptivePps !== 0 || reference.abidingPps <= 0) {
    return { end: null, base: null, integralBase: null, integralFree: null };
  }
  const full = reference.abidingPps;
  // More than without the neighbour is noise of the search.
  const curve = loads.map(({ disruptivePps, abidingPps }) => ({ at: disruptivePps, kept: Math.min(full, abidingPps) }));
  const end = curve.find(({ kept }) => kept <= 0);
  const reached = last.disruptivePps >= full;
  const farthest = last.disruptivePps;
  /** Area without isolation: a frame of the neighbour takes one from the victims. */
  const none = (until: number) => full * until - until ** 2 / 2;
  const noneFree = none(Math.min(full, farthest));
  return {
    end: end ? end.at / full : null,
    base: reached ? keptAt(curve, full) / full : null,
    integralBase: reached ? (areaUntil(curve, full) - full ** 2 / 2) / (full ** 2 / 2) : null,
    integralFree: (areaUntil(curve, farthest) - noneFree) / (full * farthest - noneFree),
  };
}

type Curve = readonly { readonly at: number; readonly kept: number }[];

function keptAt(curve: Curve, at: number): number {
  for (let i = 1; i < curve.length; i++) {
    const [from, to] = [curve[i - 1], curve[i]];
    if (from && to && at <= to.at) return from.kept + ((to.kept - from.kept) * (at - from.at)) / (to.at - from.at);
  }
  return curve.at(-1)?.kept ?? 0;
}

function areaUntil(curve: Curve, until: number): number {
  const places = [...curve.filter(({ at }) => at < until), { at: until, kept: keptAt(curve, until) }];
  return places.reduce((area, place, i) => {
    const before = places[i - 1];
    return before ? area + ((place.kept + before.kept) / 2) * (place.at - before.at) : area;
  }, 0);
}
