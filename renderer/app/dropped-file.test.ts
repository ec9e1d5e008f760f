import { expect, it } from 'vitest';
import { kindOfFile, readScenario } from './dropped-file.ts';

it.each([
  ['lab.iovlab', 'project'],
  ['Router.JSON', 'scenario'],
  ['router.yml', 'scenario'],
  ['trace.pcapng', 'capture'],
  ['trace.pcap.gz', 'capture'],
  ['notes.txt', 'unknown'],
  ['README', 'unknown'],
])('takes %s as %s', (name, kind) => {
  expect(kindOfFile(name)).toBe(kind);
});

it('reads JSON and YAML alike', async () => {
  expect(await readScenario('a.json', '{"name":"A"}')).toEqual({ ok: true, draft: { name: 'A' } });
  expect(await readScenario('a.yaml', 'name: A')).toEqual({ ok: true, draft: { name: 'A' } });
});

it('says why it cannot read', async () => {
  expect(await readScenario('a.json', '{')).toMatchObject({ ok: false });
  expect(await readScenario('a.yaml', 'a: [')).toMatchObject({
    ok: false,
    message: expect.stringContaining('a.yaml is not valid YAML') as string,
  });
  expect(await readScenario('a.yaml', 'word')).toMatchObject({ ok: false });
});
