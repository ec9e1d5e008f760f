import { describe, expect, it } from 'vitest';
import { projectPath } from './file-name.ts';

describe('path of a project file', () => {
  it.each([
    ['/home/a', 'study', '/home/a/study.iovlab'],
    ['/home/a/', 'study.iovlab', '/home/a/study.iovlab'],
    ['/home/a', ' Study.IOVLAB ', '/home/a/Study.IOVLAB'],
    ['/', 'x', '/x.iovlab'],
    ['/home/a', '/tmp/x.iovlab', '/tmp/x.iovlab'],
    ['C:\\Users\\a', 'study', 'C:\\Users\\a\\study.iovlab'],
    ['C:\\Users\\a', 'D:\\x', 'D:\\x.iovlab'],
  ])('in %s, %s is %s', (folder, name, path) => {
    expect(projectPath(folder, name)).toBe(path);
  });
});
