import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handedOverPaths, projectPathsOf } from './project-arguments.ts';

describe('project files on the command line', () => {
  it('are made absolute', () => {
    expect(projectPathsOf(['a.iovlab', resolve('/b/c.IOVLAB')], resolve('/projects'))).toEqual([
      resolve('/projects/a.iovlab'),
      resolve('/b/c.IOVLAB'),
    ]);
  });

  it('are told from switches, folders and other files', () => {
    expect(projectPathsOf(['.', '--inspect=x.iovlab', '--', 'notes.txt', '-psn_0_1', 'iovlab'], '/')).toEqual([]);
  });

  it('are handed over to the first start of the app', () => {
    expect(handedOverPaths({ paths: ['/a.iovlab'] })).toEqual(['/a.iovlab']);
  });

  it.each([undefined, null, 'x', {}, { paths: '/a' }, { paths: [1] }, { paths: [''] }])('are none in the message %j', (message) =>
    expect(handedOverPaths(message)).toEqual([]),
  );
});
