/** Connections to a Redis server: the first one must succeed, a lost one is tried again until it is back. */
import { Redis } from 'ioredis';
import { refuse, succeed, type Reply } from '../../../../shared/contract/reply.ts';
import type { RedisAddress } from './address.ts';

/** Until a connection is given up, ms. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Between two attempts, ms: the first is quick, later ones leave the server time to start. */
const [SHORTEST_RETRY_MS, LONGEST_RETRY_MS] = [100, 2000];
/** What is used of the server needs it: redis.io/commands names the version of each command. */
const OLDEST_VERSION = [6, 2] as const;

/** For connections that wait for a lost server, with what was asked of it meanwhile. */
export function lastingOptions(address: RedisAddress) {
  return {
    ...optionsOf(address),
    maxRetriesPerRequest: null,
    retryStrategy: (attempt: number) => Math.min(attempt * SHORTEST_RETRY_MS, LONGEST_RETRY_MS),
  };
}

/** Tries the address once: says why when there is no server that can be used. */
export async function connectToRedis(address: RedisAddress): Promise<Reply<Redis>> {
  const trial = new Redis({ ...optionsOf(address), lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  let reason: unknown = null;
  trial.on('error', (error) => (reason ??= error));
  try {
    await trial.connect();
    const version = /^redis_version:(.+?)\r?$/m.exec(await trial.info('server'))?.[1] ?? '';
    if (isOlder(version)) return refuse('unavailable', oldServer(address, version));
  } catch (error) {
    return refuse('unavailable', describeFailure(address, reason ?? error));
  } finally {
    trial.disconnect();
  }
  const redis = new Redis(lastingOptions(address));
  // Losses are told by whoever watches `close` and `ready`; without a listener they would end the program.
  redis.on('error', () => undefined);
  return succeed(redis);
}

/** Tells when the connection is lost, and when it is back, until the returned function is called. */
export function tellLosses(redis: Redis, address: RedisAddress, onNotice: (text: string) => void): () => void {
  let lost = false;
  let wasReady = redis.status === 'ready';
  const onClose = (): void => {
    if (lost || !wasReady) return;
    lost = true;
    onNotice(`The connection to ${address.shown} is lost. Trying again until it is back; what is done is kept.`);
  };
  const onReady = (): void => {
    wasReady = true;
    if (lost) onNotice(`The connection to ${address.shown} is back.`);
    lost = false;
  };
  redis.on('close', onClose).on('ready', onReady);
  return () => void redis.off('close', onClose).off('ready', onReady);
}

function optionsOf({ host, port, database, username, password, tls }: RedisAddress) {
  return {
    host,
    port,
    db: database,
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
    connectTimeout: CONNECT_TIMEOUT_MS,
  };
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST_VERSION[0] || (major === OLDEST_VERSION[0] && minor < OLDEST_VERSION[1]);
}

function oldServer({ shown }: RedisAddress, version: string): string {
  return `The Redis server at ${shown} has version ${version}; ${OLDEST_VERSION.join('.')} or later is needed. Use a newer one.`;
}

function describeFailure({ shown, host, port, tls }: RedisAddress, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const what = `Redis at ${shown} cannot be used`;
  if (/WRONGPASS|NOAUTH|invalid password|NOPERM|AUTH/.test(message))
    return `${what}: the server does not accept user and password (${message}). Correct them in the address.`;
  if (code === 'ECONNREFUSED')
    return `${what}: nothing answers on port ${port} of ${host}. Start the server there (redis-server), or correct the address.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `${what}: no machine has the name ${host}. Correct the address.`;
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return `${what}: ${host} does not answer. Check the address, the network and its firewalls.`;
  if (code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') || /CERT|certificate|SIGNATURE/i.test(`${code} ${message}`))
    return `${what}: TLS fails (${message}). Name the server as its certificate does; for a certificate authority of your own set NODE_EXTRA_CA_CERTS to its file.`;
  const hint = tls ? 'Does it speak TLS? If not, use redis://.' : 'Does it want TLS? Then use rediss://.';
  return `${what}: ${message || code}. ${hint}`;
}
