/** Projects beside each other and brought together, by their files. */
import { basename } from 'node:path';
import { succeed, type Reply } from '../../shared/contract/reply.ts';
import type { MergeReport, ProjectComparison } from '../../shared/sharing/schema.ts';
import { openProject } from '../project/open-project.ts';
import type { Project } from '../project/project.ts';
import { compareProjects } from '../sharing/compare-projects.ts';
import { mergeProjects } from '../sharing/merge-projects.ts';

/** Neither file is changed. */
export function compareProjectFiles(one: string, other: string): Reply<ProjectComparison> {
  return readingProject(one, (first) => readingProject(other, (second) => succeed(compareProjects(first, second))));
}

export interface MergedFile {
  readonly path: string;
  readonly report: MergeReport;
}

/** A whole copy of a project, which is not changed. An existing file is refused. */
export async function duplicateProjectFile(path: string, out: string): Promise<Reply<null>> {
  const opened = openProject(path, { readOnly: true });
  if (!opened.ok) return opened;
  try {
    const copied = await opened.value.saveAs(out, false);
    return copied.ok ? succeed(null) : copied;
  } finally {
    opened.value.close();
  }
}

/** A new project with all of the first and what the others bring; none of them is changed. An existing file is refused. */
export async function mergeProjectFiles(first: string, others: readonly string[], out: string): Promise<Reply<readonly MergedFile[]>> {
  const copied = await duplicateProjectFile(first, out);
  if (!copied.ok) return copied;
  const into = openProject(out);
  if (!into.ok) return into;
  try {
    const merged: MergedFile[] = [];
    for (const path of others) {
      const report = readingProject(path, (from) => mergeProjects(into.value, from));
      if (!report.ok) return report;
      merged.push({ path: basename(path), report: report.value });
    }
    return succeed(merged);
  } finally {
    into.value.close();
  }
}

/** Opens a project for as long as it is used, to read it only. */
export function readingProject<Value>(path: string, use: (project: Project) => Reply<Value>): Reply<Value> {
  const opened = openProject(path, { readOnly: true });
  if (!opened.ok) return opened;
  try {
    return use(opened.value);
  } finally {
    opened.value.close();
  }
}
