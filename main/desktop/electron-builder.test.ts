/** electron-builder.yml against electron-builder's own schema, and what it packs against what the bundles load. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { matchesGlob, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { packagesAtRunTime } from '../../vite.node.config.ts';
import { fileKinds } from '../../shared/contract/file-kinds.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');

const configuration: unknown = parse(read('electron-builder.yml'));
const { files, electronFuses, fileAssociations, linux, win, mac, deb } = z
  .looseObject({
    files: z.array(z.string()),
    electronFuses: z.record(z.string(), z.boolean()),
    fileAssociations: z.array(z.object({ ext: z.string(), mimeType: z.string() })),
    linux: z.looseObject({ target: z.array(z.string()), icon: z.string() }),
    win: z.looseObject({ target: z.string(), icon: z.string() }),
    mac: z.looseObject({ target: z.array(z.string()), icon: z.string() }),
    deb: z.looseObject({ fpm: z.array(z.string()) }),
  })
  .parse(configuration);

const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({ dev: z.boolean().optional(), dependencies: z.record(z.string(), z.string()).optional() }),
    ),
  })
  .parse(JSON.parse(read('package-lock.json')));

/** Packages that the given ones need, themselves included. Those nested in another package go with it. */
function withDependencies(names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}));
  }
  return found;
}

function isExcluded(name: string): boolean {
  return files.some(
    (pattern) => pattern.startsWith('!node_modules/') && matchesGlob(`node_modules/${name}/package.json`, pattern.slice(1)),
  );
}

describe('electron-builder.yml', () => {
  it("keeps to electron-builder's schema", () => {
    const schema = JSON.parse(read('node_modules/app-builder-lib/scheme.json')) as object;
    const ajv = new Ajv({ strict: false, allErrors: true });
    ajv.validate(schema, configuration);
    expect(ajv.errors ?? []).toEqual([]);
  });

  it('packs a deb and an AppImage, an installer for Windows, a disk image and an archive for the Mac', () => {
    expect([...linux.target, win.target, ...mac.target].sort()).toEqual(['AppImage', 'deb', 'dmg', 'nsis', 'zip']);
  });

  it('has icons that are large enough for every system', () => {
    for (const { icon } of [linux, win, mac]) {
      const png = readFileSync(resolve(root, 'build', icon));
      // Width and height stand at fixed places of a PNG.
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1024, 1024]);
    }
  });

  it('names what packages of every system ask for: who made it, its home, its licence', () => {
    const description = z
      .object({
        homepage: z.url(),
        license: z.literal('MIT'),
        author: z.string(),
        description: z.string(),
        desktopName: z.literal('iovlab.desktop'),
      })
      .safeParse(JSON.parse(read('package.json')));
    expect(description.error?.issues ?? []).toEqual([]);
    expect(read('LICENSE')).toMatch(/^MIT License\n/);
    expect(linux).toMatchObject({
      maintainer: expect.stringMatching(/^.+ <.+@.+>$/) as string,
      syncDesktopName: true,
      executableName: 'iovlab-desktop',
    });
  });

  it('puts the command line, the service and the licence where the system looks for them', () => {
    const places = deb.fpm.map((pair) => pair.split('='));
    expect(places.map(([, place]) => place)).toEqual([
      '/usr/bin/iovlab',
      '/usr/lib/systemd/user/iovlab.service',
      '/usr/share/doc/iovlab/copyright',
    ]);
    for (const [source = ''] of places) expect(existsSync(resolve(root, source))).toBe(true);
    if (process.platform !== 'win32')
      for (const script of ['build/bin/iovlab', 'build/linux/iovlab']) expect(statSync(resolve(root, script)).mode & 0o111).toBe(0o111);
  });

  it('keeps the start address of the service out of the journal', () => {
    const service = read('build/linux/iovlab.service');
    expect(service).toMatch(/^StandardOutput=null$/m);
    expect(service).toMatch(/^ExecStart=\/usr\/bin\/iovlab serve --port \d+$/m);
  });

  it('asks for no channel of updates and for no certificate: both are the business of a release', () => {
    expect(configuration).toMatchObject({ publish: null });
    expect(Object.keys(mac)).not.toEqual(expect.arrayContaining(['notarize']));
    expect(Object.keys(mac)).not.toEqual(expect.arrayContaining(['identity']));
  });

  it('opens project files', () => {
    expect(fileAssociations.map(({ ext }) => `.${ext}`)).toEqual([fileKinds.project.ending]);
    expect(fileAssociations[0]?.mimeType).toMatch(/^application\/vnd\./);
  });

  it('blows the fuses that would let other code run in the app', () => {
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    });
  });

  it('packs the entry that package.json names, the examples with their cards, the labs and the experiments', () => {
    const { main } = z.object({ main: z.string() }).parse(JSON.parse(read('package.json')));
    const [experiment = ''] = readdirSync(resolve(root, 'validation')).filter((name) => name.endsWith('.json'));
    const data = ['examples/web-servers.json', 'examples/cards/web-servers.json', 'labs/vf-limits.json', `validation/${experiment}`];
    for (const path of [
      main,
      'dist/main/cli.js',
      'dist/main/preload.cjs',
      'dist/main/worker.cjs',
      'dist/main/check-thread.js',
      'dist/renderer/index.html',
      ...data,
    ])
      expect(files.some((pattern) => matchesGlob(path, pattern))).toBe(true);
    for (const path of data) expect(existsSync(resolve(root, path))).toBe(true);
  });

  it('packs every package that the bundles load, and no other', () => {
    const needed = withDependencies(packagesAtRunTime);
    const production = Object.entries(packages).flatMap(([path, { dev }]) => {
      const name = path.slice('node_modules/'.length);
      return path.startsWith('node_modules/') && !name.includes('/node_modules/') && !dev ? [name] : [];
    });
    expect([...needed].filter(isExcluded)).toEqual([]);
    expect(production.filter((name) => !needed.has(name) && !isExcluded(name))).toEqual([]);
  });
});
