/** `--redis URL`, of several commands. */
import { readRedisAddress, type RedisAddress } from '../lab/executors.ts';
import { InputError } from './input-error.ts';

/** Its value is the password when the address has none: other users of a machine can read command lines. */
const PASSWORD_VARIABLE = 'IOVLAB_REDIS_PASSWORD';

export function readAddress(text: string): RedisAddress {
  const address = readRedisAddress(text, process.env[PASSWORD_VARIABLE] ?? null);
  if (!address.ok) throw new InputError(`--redis: ${address.message}`);
  return address.value;
}
