import { basename, join } from 'node:path';
import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { pickFile, type Dialogs } from './file-dialogs.ts';

const documentsFolder = join('home', 'documents');

/** Dialogs that answer as told and remember what they were asked. */
function dialogsThat(answer: { readonly opens?: string; readonly saves?: string; readonly replaces?: boolean }) {
  const asked: { open?: OpenDialogOptions; save?: SaveDialogOptions; message?: MessageBoxOptions } = {};
  const dialogs: Dialogs = {
    async open(options) {
      asked.open = options;
      return { canceled: answer.opens === undefined, filePaths: answer.opens === undefined ? [] : [answer.opens] };
    },
    async save(options) {
      asked.save = options;
      return { canceled: answer.saves === undefined, filePath: answer.saves ?? '' };
    },
    async message(options) {
      asked.message = options;
      return { response: answer.replaces ? 0 : 1 };
    },
  };
  return { asked, dialogs };
}
const save = (suggestedName: string, dialogs: Dialogs, exists = false) =>
  pickFile({ mode: 'save', kind: 'project', suggestedName }, { dialogs, documentsFolder, exists: () => exists });

describe('the dialog to open', () => {
  it('shows project files and gives the chosen one', async () => {
    const { asked, dialogs } = dialogsThat({ opens: '/p/a.iovlab' });
    expect(await pickFile({ mode: 'open', kind: 'project', suggestedName: '' }, { dialogs, documentsFolder })).toBe('/p/a.iovlab');
    expect(asked.open?.filters?.[0]?.extensions).toEqual(['iovlab']);
  });

  it('gives nothing when the person gives up', async () => {
    const { dialogs } = dialogsThat({});
    expect(await pickFile({ mode: 'open', kind: 'project', suggestedName: '' }, { dialogs, documentsFolder })).toBeNull();
  });
});

describe('the dialogs of evidence archives', () => {
  const evidence = (mode: 'open' | 'save', dialogs: Dialogs) =>
    pickFile({ mode, kind: 'evidence', suggestedName: 'study' }, { dialogs, documentsFolder, exists: () => false });

  it('open any archive', async () => {
    const { asked, dialogs } = dialogsThat({ opens: '/p/renamed.zip' });
    expect(await evidence('open', dialogs)).toBe('/p/renamed.zip');
    expect(asked.open?.filters).toEqual([{ name: 'IOVLab evidence archives', extensions: ['zip'] }]);
  });

  it.each(['/p/a', '/p/a.zip', '/p/a.iovlab-evidence.zip'])('save %s with the whole ending', async (saves) => {
    const { asked, dialogs } = dialogsThat({ saves });
    expect(await evidence('save', dialogs)).toBe('/p/a.iovlab-evidence.zip');
    expect(asked.save?.defaultPath).toBe(join(documentsFolder, 'study.iovlab-evidence.zip'));
  });
});

describe('the dialog to save', () => {
  it('suggests a name in the documents folder', async () => {
    const { asked, dialogs } = dialogsThat({ saves: '/p/a.iovlab' });
    expect(await save('SR-IOV scaling', dialogs)).toBe('/p/a.iovlab');
    expect(asked.save?.defaultPath).toBe(join(documentsFolder, 'SR-IOV scaling.iovlab'));
  });

  it.each([
    ['a/b\\c: 10 Gbit/s?', 'a-b-c- 10 Gbit-s-.iovlab'],
    ['../../etc/passwd', 'etc-passwd.iovlab'],
    ['  ', 'Untitled.iovlab'],
    ['copy.iovlab', 'copy.iovlab'],
  ])('makes a plain file name of "%s"', async (suggested, name) => {
    const { asked, dialogs } = dialogsThat({});
    await save(suggested, dialogs);
    expect(basename(asked.save?.defaultPath ?? '')).toBe(name);
    expect(asked.save?.defaultPath).toBe(join(documentsFolder, name));
  });

  it('adds the extension where the system does not', async () => {
    expect(await save('', dialogsThat({ saves: '/p/a' }).dialogs)).toBe('/p/a.iovlab');
    expect(await save('', dialogsThat({ saves: '/p/a.v2' }).dialogs)).toBe('/p/a.v2.iovlab');
  });

  it('asks before it replaces a file that the system has not asked about', async () => {
    const keeps = dialogsThat({ saves: '/p/a', replaces: false });
    expect(await save('', keeps.dialogs, true)).toBeNull();
    expect(keeps.asked.message?.message).toContain('a.iovlab');
    expect(await save('', dialogsThat({ saves: '/p/a', replaces: true }).dialogs, true)).toBe('/p/a.iovlab');
  });

  it('does not ask twice', async () => {
    const { asked, dialogs } = dialogsThat({ saves: '/p/a.iovlab' });
    expect(await save('', dialogs, true)).toBe('/p/a.iovlab');
    expect(asked.message).toBeUndefined();
  });
});
