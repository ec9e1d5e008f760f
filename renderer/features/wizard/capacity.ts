import { useTexts } from '../../texts/texts.ts';
import { listAt, valueAt } from './draft-path.ts';

/** How the vCPUs of a draft fit the guest cores of its host, in one sentence; empty while the numbers are not there. */
export function capacitySentence(draft: unknown, profileCores: number | undefined): string {
  const cores = valueAt(draft, 'host.cores') ?? profileCores;
  const networkCores = valueAt(draft, 'host.networkCores') ?? 0;
  if (typeof cores !== 'number' || typeof networkCores !== 'number') return '';
  const guestCores = networkCores >= cores ? 0 : cores - networkCores;
  let vms = 0;
  let vcpus = 0;
  for (const group of listAt(draft, 'vms')) {
    const count = valueAt(group, 'count') ?? 1;
    const each = valueAt(group, 'vcpus') ?? 1;
    if (typeof count !== 'number' || typeof each !== 'number') return '';
    vms += count;
    vcpus += count * each;
  }
  const { none, all, shared, own } = useTexts().value.wizard.capacity;
  if (guestCores === 0) return none(networkCores, cores);
  const total = all(vms, vcpus, guestCores);
  const sharing = Math.ceil(vcpus / guestCores);
  return sharing > 1 ? shared(total, sharing) : own(total);
}
