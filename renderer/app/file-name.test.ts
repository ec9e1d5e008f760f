import { describe, expect, it } from 'vitest';
import { filePath } from './file-name.ts';

describe('path of a file', () => {
  it.each([
    ['/home/a', 'study', '/home/a/study.iovlab'],
    ['/home/a/', 'study.iovlab', '/home/a/study.iovlab'],
    ['/home/a', ' Study.IOVLAB ', '/home/a/Study.IOVLAB'],
    ['/', 'x', '/x.iovlab'],
    ['/home/a', '/tmp/x.iovlab', '/tmp/x.iovlab'],
    ['C:\\Users\\a', 'study', 'C:\\Users\\a\\study.iovlab'],
    ['C:\\Users\\a', 'D:\\x', 'D:\\x.iovlab'],
  ])('in %s, %s is %s', (folder, name, path) => {
    expect(filePath(folder, name, 'project', 'save')).toBe(path);
  });

  it('may have another name where it is opened', () => {
    expect(filePath('/home/a', 'renamed.zip', 'evidence', 'open')).toBe('/home/a/renamed.zip');
    expect(filePath('/home/a', 'study', 'evidence', 'open')).toBe('/home/a/study.iovlab-evidence.zip');
  });

  it('has the ending of its kind', () => {
    expect(filePath('/home/a', 'study', 'evidence', 'save')).toBe('/home/a/study.iovlab-evidence.zip');
    expect(filePath('/home/a', 'study.zip', 'evidence', 'save')).toBe('/home/a/study.zip.iovlab-evidence.zip');
  });
});
