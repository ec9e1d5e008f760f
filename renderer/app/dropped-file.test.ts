import { expect, it } from 'vitest';
import { isHost, kindOfFile, readScenario } from './dropped-file.ts';

it.each([
  ['lab.iovlab', 'project'],
  ['Router.JSON', 'scenario'],
  ['router.yml', 'scenario'],
  ['trace.pcapng', 'capture'],
  ['trace.pcap.gz', 'capture'],
  ['host.tar.gz', 'host'],
  ['host.TGZ', 'host'],
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

it('tells a recorded host from a scenario by what it holds', () => {
  expect(isHost({ format: 1, origin: 'a', files: {}, folders: {}, links: {}, outputs: {} })).toBe(true);
  expect(isHost({ probe: {}, readiness: [] })).toBe(true);
  expect([{ format: 1, name: 'A' }, null, 'probe', []].map(isHost)).toEqual([false, false, false, false]);
});
