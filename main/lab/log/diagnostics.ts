/** What a person hands over when something goes wrong: versions, the machine, and the end of the log. Text, for the clipboard. */
import { homedir, userInfo } from 'node:os';
import packageDescription from '../../../package.json' with { type: 'json' };
import { ENGINE_VERSION } from '../../engine/run-record.ts';
import { describeMachine } from '../machine.ts';
import type { Log } from './log.ts';

/** Lines of the log that go with it. */
const LOG_LINES = 300;

export interface DiagnosticsParts {
  readonly kind: 'desktop' | 'browser';
  readonly log: Pick<Log, 'path' | 'recentLines'>;
  /** Simulations at the same time. */
  readonly workers: number;
  readonly project: { readonly isUntitled: boolean; readonly readOnly: boolean; readonly runs: number };
}

export function diagnosticsText({ kind, log, workers, project }: DiagnosticsParts): string {
  const { versions } = process;
  const machine = describeMachine();
  const shell = ['electron', 'chrome'].flatMap((name) => (versions[name] === undefined ? [] : [`${name} ${versions[name]}`]));
  const lines = [
    `IOVLab ${packageDescription.version}, engine ${ENGINE_VERSION}, ${kind}`,
    ['Node ' + machine.node, ...shell].join(', '),
    `System: ${machine.platform} ${machine.release} ${machine.architecture}, ${machine.processors} x ${machine.processor}, ${Math.round(machine.memoryBytes / 2 ** 30)} GiB`,
    `Memory of the lab: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB; up for ${Math.round(process.uptime())} s; ${workers} workers`,
    `Project: ${project.isUntitled ? 'untitled' : 'named'}${project.readOnly ? ', read-only' : ''}, ${project.runs} runs`,
    `Log: ${log.path}`,
    ...log.recentLines(LOG_LINES),
  ];
  return `${withoutPerson(lines.join('\n'))}\n`;
}

/** The person's home folder and account name are nobody's business. */
export function withoutPerson(text: string, home = homedir(), account = accountName()): string {
  const hidden = home.length > 1 ? text.replaceAll(home, '~') : text;
  return hidden.replace(/[\w.-]+/g, (word) => (word === account ? 'USER' : word));
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
