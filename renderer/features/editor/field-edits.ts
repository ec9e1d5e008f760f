/** Edits of a field that change more than the field. */
import { withValueAt } from '../wizard/draft-path.ts';
import { withDirection, withKind, withTechniqueName, withTrafficKind, withVmGroupName } from '../wizard/edits.ts';
import { withMethod } from '../wizard/method-kind.ts';
import type { SelectOption } from '../../ui/index.ts';

export type FieldEdit = (draft: unknown, value: string) => unknown;

/** Undefined where only the field itself changes. `paths`: the settings that a sweep can vary. */
export function editOf(path: string, paths: readonly SelectOption[]): FieldEdit | undefined {
  const index = Number(path.split('.')[1]);
  const parent = path.replace(/\.[^.]+$/, '');
  if (path === 'method.kind') return (draft, kind) => withMethod(draft, kind, paths);
  if (/^vms\.\d+\.name$/.test(path)) return (draft, name) => withVmGroupName(draft, index, name);
  if (/^techniques\.\d+\.name$/.test(path)) return (draft, name) => withTechniqueName(draft, index, name);
  if (/^flows\.\d+\.direction$/.test(path)) return (draft, direction) => withDirection(draft, index, direction);
  if (path.endsWith('.traffic.kind')) return (draft, kind) => withTrafficKind(draft, parent, kind);
  // Parts of a VM group or of traffic that are one of several kinds.
  if (/\.(placement|application|size|gaps)\.kind$/.test(path))
    return (draft, kind) => (kind === '' ? withValueAt(draft, parent, undefined) : withKind(draft, parent, kind));
  return undefined;
}
