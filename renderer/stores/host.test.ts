import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import type { PageConnection } from '../bridge/connection.ts';
import { useLabConnection } from '../bridge/lab.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import type { Recording } from '../../shared/testbed/recording.ts';
import { useHostStore } from './host.ts';

const recorded = { tree: 'of another host' } as unknown as Recording;
/** Answers that are still to come, of looks in the order in which they began. */
let answers: ((reply: Reply<unknown>) => void)[];

beforeEach(() => {
  setActivePinia(createPinia());
  answers = [];
  const call = () => new Promise<Reply<unknown>>((answer) => answers.push(answer));
  useLabConnection({ call } as unknown as PageConnection);
});

it('shows the host that was looked at last, also where the look before it answers later', async () => {
  const store = useHostStore();
  const looks = [store.probe(null), store.probe(recorded)];
  answers[1]?.(succeed('the recorded host'));
  answers[0]?.(succeed('this host'));
  await Promise.all(looks);
  expect(store.probed).toBe('the recorded host');
});

it('keeps what is shown where a look fails', async () => {
  const store = useHostStore();
  const first = store.probe(null);
  answers[0]?.(succeed('this host'));
  await first;
  const second = store.probe(recorded);
  answers[1]?.(refuse('failed', 'The file is damaged.'));
  expect(await second).toMatchObject({ ok: false, message: 'The file is damaged.' });
  expect(store.probed).toBe('this host');
});
