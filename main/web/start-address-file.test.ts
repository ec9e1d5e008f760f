import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { servedAddresses, startAddressFile } from './start-address-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'iovlab-address-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const address = (port: number, token: string): string => `http://127.0.0.1:${port}/?token=${token}`;
const found = (): string[] => servedAddresses(folder).map((one) => one.address);

describe('the file of the start address', () => {
  it('has the newest address of each lab, until the lab ends', () => {
    const [one, other] = [startAddressFile(folder), startAddressFile(folder)];
    other.write(address(5000, 'b'));
    one.write(address(4000, 'a'));
    one.write(address(4000, 'c'));
    expect(found()).toEqual([address(4000, 'c'), address(5000, 'b')]);
    one.remove();
    expect(found()).toEqual([address(5000, 'b')]);
    other.remove();
    expect(readdirSync(join(folder, 'serving'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('can be read by its own account only, whatever was there before', () => {
    const file = startAddressFile(folder);
    file.write(address(4000, 'a'));
    chmodSync(join(folder, 'serving', '4000.json'), 0o644);
    file.write(address(4000, 'b'));
    expect(statSync(join(folder, 'serving', '4000.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'serving')).mode & 0o777).toBe(0o700);
  });

  it('passes over what a killed lab has left, and what is no address', () => {
    mkdirSync(join(folder, 'serving'));
    const left = { processId: 2 ** 30, port: 4000, address: address(4000, 'a') };
    writeFileSync(join(folder, 'serving', '4000.json'), JSON.stringify(left));
    writeFileSync(join(folder, 'serving', '4001.json'), '{');
    const foreign = { processId: process.pid, port: 4002, address: 'javascript:alert(1)' };
    writeFileSync(join(folder, 'serving', '4002.json'), JSON.stringify(foreign));
    expect(found()).toEqual([]);
  });
});
