import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Reply } from '../../shared/contract/reply.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import { lab } from '../bridge/lab.ts';

/** What tools measured, as the open project keeps it: large and therefore shallow. */
export const useMeasuredStore = defineStore('measured', () => {
  const measurements = shallowRef<readonly KeptMeasurement[]>([]);

  async function load(): Promise<void> {
    const reply = await lab().call('measured.list', {});
    if (reply.ok) measurements.value = reply.value.measurements;
  }

  async function add(file: File, runId: string): Promise<Reply<unknown>> {
    return then(await lab().call('measured.add', { fileName: file.name, base64: await packed(file), runId }));
  }

  async function place(id: string, runId: string | null): Promise<Reply<unknown>> {
    return then(await lab().call('measured.place', { id, runId }));
  }

  async function remove(id: string): Promise<Reply<unknown>> {
    return then(await lab().call('measured.remove', { id }));
  }

  /** Brings a removed one back. */
  async function restore(id: string): Promise<Reply<unknown>> {
    return then(await lab().call('measured.restore', { id }));
  }

  async function then(reply: Reply<unknown>): Promise<Reply<unknown>> {
    if (reply.ok) await load();
    return reply;
  }

  return { measurements, load, add, place, remove, restore };
});

/** Compressed, if it is not already: a message has a largest size, and JSON shrinks to a tenth. */
async function packed(file: File): Promise<string> {
  const isPacked = file.name.endsWith('.gz');
  const stream = isPacked ? file.stream() : file.stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) pieces.push(String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES)));
  return btoa(pieces.join(''));
}

/** As many as a call takes for its arguments everywhere. */
const PIECE_BYTES = 32_768;
