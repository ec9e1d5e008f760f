/** Dispatch: own-property check, schema, handler, reply. Unknown names and bad input get an error reply; a handler that throws is a bug and is reported as one. */
import type { z } from 'zod';
import type { CancelSignal } from './cancel-signal.ts';
import { endpoints, type EndpointName, type EndpointOutput, type EndpointValidInput } from './endpoints.ts';
import { refuse, type Reply } from './reply.ts';
import { words } from '../texts/words.ts';

/** One handler for every endpoint. `signal` is aborted when the caller cancels. */
export type Handlers = {
  readonly [Name in EndpointName]: (
    input: EndpointValidInput<Name>,
    signal: CancelSignal,
  ) => Promise<Reply<EndpointOutput<Name>>> | Reply<EndpointOutput<Name>>;
};

/** @param onFault told of a handler that threw, which is a bug. */
export async function dispatch(
  handlers: Handlers,
  endpoint: string,
  input: unknown,
  signal: CancelSignal,
  onFault?: (endpoint: EndpointName, error: unknown) => void,
): Promise<Reply<unknown>> {
  const texts = words().contract;
  if (!isEndpoint(endpoint)) return refuse('unknown-endpoint', texts.unknownEndpoint(endpoint));
  const parsed = endpoints[endpoint].input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse('bad-input', texts.badInput(endpoint, issue?.message ?? texts.notValid), issue ? pathOf(issue) : '');
  }
  const handler = handlers[endpoint] as (input: unknown, signal: CancelSignal) => Promise<Reply<unknown>> | Reply<unknown>;
  try {
    return await handler(parsed.data, signal);
  } catch (error) {
    if (signal.aborted) return refuse('cancelled', texts.cancelled);
    onFault?.(endpoint, error);
    return refuse('failed', texts.failed(endpoint, error instanceof Error ? error.message : String(error)));
  }
}

function isEndpoint(name: string): name is EndpointName {
  return Object.hasOwn(endpoints, name);
}

function pathOf(issue: z.core.$ZodIssue): string {
  return issue.path.map(String).join('.');
}
