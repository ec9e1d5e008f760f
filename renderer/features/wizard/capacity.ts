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
  if (guestCores === 0) return `The network cores (${networkCores}) leave none of the host’s ${cores} cores to the guests.`;
  const total = `${vms} ${vms === 1 ? 'VM' : 'VMs'} with ${vcpus} ${vcpus === 1 ? 'vCPU' : 'vCPUs'} in all, ${guestCores} guest cores`;
  const sharing = Math.ceil(vcpus / guestCores);
  return sharing > 1 ? `${total}: up to ${sharing} vCPUs share a core.` : `${total}: every vCPU can have a core of its own.`;
}
