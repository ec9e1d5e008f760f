import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { EndpointOutput } from '../../shared/contract/endpoints.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import type { RecordedTree } from '../../shared/testbed/recorded-tree.ts';
import { lab } from '../bridge/lab.ts';

export type ProbedHost = EndpointOutput<'host.probe'>;

/** The host that was looked at last: the lab's own, or one that was recorded. */
export const useHostStore = defineStore('host', () => {
  const probed = shallowRef<ProbedHost | null>(null);
  /** The tree of a host that was recorded; null: the lab's own host. */
  const tree = shallowRef<RecordedTree | null>(null);

  async function probe(wanted: RecordedTree | null): Promise<Reply<unknown>> {
    const reply = await lab().call('host.probe', { tree: wanted, adapter: null });
    if (!reply.ok) return reply;
    probed.value = reply.value;
    tree.value = wanted;
    return reply;
  }

  /** The scenario that stands for the host with this adapter. */
  async function twin(adapter: string | null): Promise<Reply<ProbedHost['twin']>> {
    const reply = await lab().call('host.probe', { tree: tree.value, adapter });
    return reply.ok ? { ok: true, value: reply.value.twin } : reply;
  }

  return { probed, probe, twin };
});
