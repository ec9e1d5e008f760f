/** The bounds that are shown beside the fields: of the values in the fields, one for each technique. */
import type { Bound } from '../../../shared/result/schema.ts';
import { listAt, valueAt } from '../wizard/draft-path.ts';
import { withMethodKind } from '../wizard/method-kind.ts';
import type { Bounds } from '../wizard/use-bounds.ts';

export interface PreviewRow {
  /** Label of the technique choice. */
  readonly technique: string;
  readonly bound: Bound | null;
  /** Of the largest bound, 0..1. */
  readonly share: number;
  /** CSS colour of the technique. */
  readonly colour: string;
}

/** A sweep at the values of the fields, and not at those of its axes; null for what has no packets to follow. */
export function previewedScenario(draft: unknown): unknown {
  const kind = valueAt(draft, 'method.kind');
  if (kind === 'dma-benchmark') return null;
  return kind === 'sweep' ? withMethodKind(draft, 'fixed-load') : draft;
}

export function previewOf(bounds: Bounds | null, draft: unknown): readonly PreviewRow[] {
  const points = bounds?.points ?? [];
  // A benchmark method has points of several frame sizes: the first stand for all.
  const first = JSON.stringify(points[0]?.settings);
  const shown = points.filter(({ settings }) => JSON.stringify(settings) === first);
  const most = Math.max(...shown.map(({ bound }) => bound?.deliveredPps ?? 0));
  return shown.map(({ technique, bound }) => ({
    technique,
    bound,
    share: bound && most > 0 ? bound.deliveredPps / most : 0,
    colour: `var(--technique-${nameOf(technique, draft)})`,
  }));
}

function nameOf(label: string, draft: unknown): string {
  const choice = listAt(draft, 'techniques').find((one) => (valueAt(one, 'label') ?? valueAt(one, 'name')) === label);
  return String(valueAt(choice, 'name') ?? label);
}
