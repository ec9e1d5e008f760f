import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { EndpointInput, EndpointOutput } from '../../shared/contract/endpoints.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import type { ColumnMeaning } from '../../shared/measured/columns.ts';
import type { KeptMeasurement } from '../../shared/measured/kept.ts';
import { base64FromBytes } from '../../shared/scenario/base64.ts';
import { lab } from '../bridge/lab.ts';

/** What tools measured, as the open project keeps it: large and therefore shallow. */
export const useMeasuredStore = defineStore('measured', () => {
  const measurements = shallowRef<readonly KeptMeasurement[]>([]);

  async function load(): Promise<void> {
    const reply = await lab().call('measured.list', {});
    if (reply.ok) measurements.value = reply.value.measurements;
  }

  /** The columns of a plain table with what their names say; null for the file of a tool. */
  async function describe(file: MeasuredFile): Promise<Reply<EndpointOutput<'measured.columns'>>> {
    return lab().call('measured.columns', file);
  }

  /** @param columns meanings of those of a plain table whose names do not say it */
  async function add(file: MeasuredFile, runId: string, columns: Readonly<Record<string, ColumnMeaning>> = {}): Promise<Reply<unknown>> {
    return then(await lab().call('measured.add', { ...file, runId, columns }));
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

  return { measurements, load, describe, add, place, remove, restore };
});

/** A file of a measuring tool, as a message carries it. */
export type MeasuredFile = EndpointInput<'measured.columns'>;

/** Compressed, if it is not already: a message has a largest size, and JSON shrinks to a tenth. */
export async function packed(file: File): Promise<MeasuredFile> {
  const isPacked = file.name.endsWith('.gz');
  const stream = isPacked ? file.stream() : file.stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return { fileName: file.name, base64: base64FromBytes(bytes) };
}
