import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { EndpointOutput } from '../../shared/contract/endpoints.ts';
import { refuse, type Reply } from '../../shared/contract/reply.ts';
import type { MicroProbe } from '../../shared/testbed/micro-probe.ts';
import type { Recording } from '../../shared/testbed/recording.ts';
import { lab } from '../bridge/lab.ts';

export type ProbedHost = EndpointOutput<'host.probe'>;

/** The host that was looked at last: the lab's own, or one that was recorded. */
export const useHostStore = defineStore('host', () => {
  const probed = shallowRef<ProbedHost | null>(null);
  /** Of a host elsewhere; null: the lab's own host. */
  const recording = shallowRef<Recording | null>(null);

  /** What small operations of the lab's own host took, when they were timed last. */
  const timed = shallowRef<MicroProbe | null>(null);

  /** Looks that have begun. What comes late of one before the last is of no interest. */
  let looks = 0;

  async function probe(wanted: Recording | null): Promise<Reply<unknown>> {
    const look = ++looks;
    const reply = await lab().call('host.probe', { recording: wanted, adapter: null });
    if (!reply.ok || look < looks) return reply;
    probed.value = reply.value;
    recording.value = wanted;
    return reply;
  }

  /** Looks at the host that a file holds: a recording, or what `lab probe --json` printed. */
  async function open(file: File): Promise<Reply<unknown>> {
    const { readRecording } = await import('../../shared/testbed/recording.ts');
    const reading = await readRecording(new Uint8Array(await file.arrayBuffer()), file.name);
    return reading.ok ? probe(reading.recording) : refuse('bad-input', reading.problem);
  }

  /** The scenario that stands for the host with this adapter. */
  async function twin(adapter: string | null): Promise<Reply<ProbedHost['twin']>> {
    const reply = await lab().call('host.probe', { recording: recording.value, adapter });
    return reply.ok ? { ok: true, value: reply.value.twin } : reply;
  }

  /** Times small operations of the lab's own host. */
  async function time(signal: AbortSignal): Promise<Reply<unknown>> {
    const reply = await lab().call('host.microProbe', {}, signal);
    if (reply.ok) timed.value = reply.value;
    return reply;
  }

  return { probed, probe, open, twin, timed, time };
});
