/** Where a Redis server is: `redis://[[user]:password@]host[:port][/database]`, `rediss://` for TLS. */
import { refuse, succeed, type Reply } from '../../../../shared/contract/reply.ts';

export interface RedisAddress {
  /** For messages: without the password. */
  readonly shown: string;
  readonly host: string;
  readonly port: number;
  /** 0, 1, 2, ...: the numbered database of the server. */
  readonly database: number;
  readonly username: string | null;
  readonly password: string | null;
  readonly tls: boolean;
}

const DEFAULT_PORT = 6379;
const EXAMPLE = 'redis://user:password@host:6379/0, or rediss://... for TLS';

/** `passwordElsewhere`: used when the address has none, so that it need not stand on a command line that other users of the machine can read. */
export function readRedisAddress(text: string, passwordElsewhere: string | null = null): Reply<RedisAddress> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const tls = url?.protocol === 'rediss:';
  // The text may hold a password, so that it is not repeated.
  if (!url || (!tls && url.protocol !== 'redis:') || url.hostname === '')
    return refuse('bad-input', `This is no address of a Redis server. It looks like this: ${EXAMPLE}.`);
  const database = /^\/?(\d*)$/.exec(url.pathname)?.[1];
  if (database === undefined)
    return refuse('bad-input', `"${url.pathname}" is no database of a Redis server: they have numbers, such as /0 or /1.`);
  if (url.search !== '' || url.hash !== '')
    return refuse('bad-input', `The address of a Redis server ends with its database: leave out "${url.search}${url.hash}".`);
  const [username, password] = [decoded(url.username), decoded(url.password)];
  if (username === null || password === null)
    return refuse('bad-input', 'User or password of the Redis address has a "%" that encodes nothing: write it as %25.');
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  return succeed({
    shown: `${url.protocol}//${[username, password === '' ? '' : ':***', username + password === '' ? '' : '@'].join('')}${url.hostname}:${port}/${database || '0'}`,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    database: Number(database),
    username: username === '' ? null : username,
    password: password === '' ? passwordElsewhere : password,
    tls,
  });
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
