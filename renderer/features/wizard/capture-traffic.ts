/** Takes the traffic of a capture over into a draft. Pure. */
import type { CaptureProposal } from '../../../shared/capture/proposal.ts';
import { useTexts } from '../../texts/texts.ts';
import { listAt, valueAt, withValueAt } from './draft-path.ts';

/** A part of the capture as the person wants it. */
export interface ChosenPart {
  /** Name of its VM group: parts of the same name share their VM. */
  readonly vm: string;
  /** Else its packets are left out. */
  readonly used: boolean;
}

/** In place of the groups and flows that the draft has; axes of a sweep over those go with them. */
export function withCaptureTraffic(draft: unknown, { flows, vms }: CaptureProposal, parts: readonly ChosenPart[]): unknown {
  const used = flows.flatMap((flow, number) => {
    const part = parts[number];
    return part?.used ? [{ ...flow, vms: part.vm }] : [];
  });
  const [group] = vms;
  const groups = [...new Set(used.map((flow) => flow.vms))].map((name) => ({ ...group, name }));
  const axes = listAt(draft, 'method.sweep').filter((axis) => !/^(flows|vms)\./.test(String(valueAt(axis, 'path'))));
  const changed = withValueAt(withValueAt(withValueAt(draft, 'vms', groups), 'flows', used), 'method.sweep', axes);
  return axes.length === 0 && valueAt(draft, 'method.kind') === 'sweep' ? withValueAt(changed, 'method.kind', 'fixed-load') : changed;
}

/** Why the parts cannot be taken over as they are, or empty. */
export function partsProblem(parts: readonly ChosenPart[]): string {
  const used = parts.filter((part) => part.used);
  const { noPart, noVm } = useTexts().value.wizard.capture;
  if (used.length === 0) return noPart;
  return used.some(({ vm }) => vm.trim() === '') ? noVm : '';
}
