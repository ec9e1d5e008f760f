import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLab, type Lab } from '../main/lab/lab.ts';
import { serveConnection } from '../main/lab/serve-connection.ts';
import { endpoints, type EndpointInput, type EndpointName } from '../shared/contract/endpoints.ts';
import type { ServerMessage } from '../shared/contract/messages.ts';
import type { Reply } from '../shared/contract/reply.ts';
import type { ScenarioInput } from '../shared/scenario/schema.ts';
import { editedValues, share } from './inputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'iovlab-fuzz-'));
const scenario = {
  name: 'Small',
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'constant', load: 1 } }],
  techniques: [{ name: 'sriov' }],
  method: { durationMs: 0.2, replications: 1, confirmBottleneck: false },
} satisfies ScenarioInput;

/** A good input of every endpoint. Every path lies in the test's own folder: a changed one is no whole path any more, or one in there. */
const inputs: { readonly [Name in EndpointName]?: EndpointInput<Name> } = {
  'scenario.check': { scenario },
  'capture.begin': { name: 'a.pcap' },
  'capture.append': { captureId: 'a', base64: 'AAAA' },
  'capture.propose': { captureId: 'a', options: { by: 'mac', vms: 4 } },
  'run.start': { scenario },
  'run.cancel': { runId: 'a' },
  'run.get': { runId: 'a' },
  'run.head': { runId: 'a' },
  'run.points': { runId: 'a', query: { words: 'a', order: { by: 'setting', path: 'a.b', descending: true }, offset: 1, limit: 2 } },
  'run.wholePoints': { runId: 'a', pointIds: ['sriov'] },
  'run.delete': { runId: 'a' },
  'study.start': { runId: 'a', kind: 'costs', pointIds: ['sriov'] },
  'project.open': { path: join(folder, 'letter.iovlab') },
  'project.salvage': { path: join(folder, 'letter.iovlab') },
  'project.saveAs': { path: join(folder, 'saved.iovlab'), overwrite: true },
  'project.saveDraft': { scenario },
  'report.charts': { runId: 'a' },
  'report.csv': { runId: 'a' },
  'report.json': { runId: 'a' },
  'report.parquet': { runId: 'a' },
  'report.pdf': { runId: 'a' },
  'report.sqlite': { runId: 'a' },
  // A good one would time the host for seconds each time.
  'host.microProbe': { repetitions: 0 },
  'file.list': { folder },
  'file.pick': { mode: 'open', suggestedName: 'a.iovlab' },
};
const calls = Object.keys(endpoints).map((endpoint) => ({ kind: 'call', id: 0, endpoint, input: inputs[endpoint as EndpointName] ?? {} }));

let lab: Lab;
beforeAll(() => {
  mkdirSync(join(folder, 'nothing published'));
  writeFileSync(join(folder, 'letter.iovlab'), 'Dear Sir or Madam, this is no project.'.repeat(10));
  const validationFolder = pathToFileURL(`${join(folder, 'nothing published')}/`);
  lab = createLab({ kind: 'browser', dataFolder: join(folder, 'data'), workers: 1, validationFolder });
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A client of the lab that sends what it likes. */
function connect() {
  const waiting = new Map<number, (reply: unknown) => void>();
  const connection = serveConnection(lab, (message: ServerMessage) => {
    if (message.kind === 'reply') waiting.get(message.id)?.(message.reply);
  });
  let calls = 0;
  return {
    connection,
    /** With a number of its own, where it had one: the reply that must come. */
    async reply(message: { readonly kind: string; readonly id: number }): Promise<Reply<unknown>> {
      const id = calls++;
      const answered = new Promise((resolve) => waiting.set(id, resolve));
      connection.receive({ ...message, id });
      const reply = await answered;
      waiting.delete(id);
      return reply as Reply<unknown>;
    },
  };
}

describe('a connection of a client that is not to be trusted', () => {
  it('answers every call that has a number, by the contract, and never with a fault of the lab', async () => {
    const { connection, reply } = connect();
    const outcomes = { done: 0, refused: 0, nobodys: 0 };
    await fc.assert(
      fc.asyncProperty(editedValues([...calls, { kind: 'cancel', id: 0 }]), async (message) => {
        if (!isNumberedCall(message)) {
          connection.receive(message);
          outcomes.nobodys++;
          return;
        }
        const answer = await reply(message);
        if (answer.ok) {
          endpoints[message.endpoint as EndpointName].output.parse(answer.value);
          outcomes.done++;
        } else {
          expect(answer.message).toMatch(/[.?`]$/s);
          expect(answer.code, answer.message).not.toBe('failed');
          outcomes.refused++;
        }
      }),
      share(0.1),
    );
    expect(await reply({ kind: 'call', id: 0, endpoint: 'project.state', input: {} } as never)).toMatchObject({ ok: true });
    connection.close();
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0);
  });
});

function isNumberedCall(message: unknown): message is { kind: 'call'; id: number; endpoint: unknown } {
  const { kind, id } = message as { readonly kind?: unknown; readonly id?: unknown };
  return kind === 'call' && Number.isSafeInteger(id) && Number(id) >= 0;
}
