/** What every endpoint answers: a value, or an error that a person can act on. Handlers never throw across the contract. */
export type ErrorCode =
  | 'bad-input'
  | 'unknown-endpoint'
  | 'not-found'
  | 'refused'
  | 'read-only'
  | 'unavailable'
  | 'damaged'
  | 'newer-version'
  | 'cancelled'
  | 'failed';

export interface ReplyError {
  readonly ok: false;
  readonly code: ErrorCode;
  /** A sentence for the user: what is wrong and what to do. */
  readonly message: string;
  /** Path into the input, dots between keys; empty for the input as a whole. */
  readonly path: string;
}
export type Reply<Value> = { readonly ok: true; readonly value: Value } | ReplyError;

export function succeed<Value>(value: Value): Reply<Value> {
  return { ok: true, value };
}

export function refuse(code: ErrorCode, message: string, path = ''): ReplyError {
  return { ok: false, code, message, path };
}
