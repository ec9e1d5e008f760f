/** Writes the lab's events to its log: which runs began and how they ended, and when another project was opened. Names and paths of the person's work stay out. */
import type { RunStatus, TopicName, TopicPayload } from '../../../shared/contract/endpoints.ts';
import type { Log } from './log.ts';

const isTrouble: Readonly<Record<RunStatus, boolean>> = { running: false, done: false, cancelled: false, failed: true };

/** A listener for the lab's events. */
export function logEvents(log: Pick<Log, 'info' | 'warn'>): <Name extends TopicName>(topic: Name, payload: TopicPayload<Name>) => void {
  const begun = new Set<string>();
  let projectId = '';

  const writers: { readonly [Name in TopicName]?: (payload: TopicPayload<Name>) => void } = {
    'run.progress': ({ runId, total }) => {
      if (begun.has(runId)) return;
      begun.add(runId);
      log.info(`Run ${runId} began: ${total} simulations.`);
    },
    'run.finished': ({ summary: { runId, status, points, message } }) => {
      begun.delete(runId);
      const text = `Run ${runId} ended: ${status}, ${points} points. ${message}`.trim();
      if (isTrouble[status]) log.warn(text);
      else log.info(text);
    },
    'validation.finished': () => log.info('A validation ended.'),
    'project.changed': ({ projectId: id, path, readOnly, runCount }) => {
      if (id === projectId) return;
      projectId = id;
      const kind = path === null ? 'untitled project' : 'project';
      log.info(`Opened: ${kind}${readOnly ? ', read-only' : ''}, ${runCount} runs.`);
    },
  };
  return (topic, payload) => writers[topic]?.(payload as never);
}
