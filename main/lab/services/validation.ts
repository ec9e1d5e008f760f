/** Endpoints of the validation. */
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import type { StartOnQuietHost } from '../quiet-host.ts';
import type { Validation } from '../validation.ts';

export type ValidationHandlers = Pick<Handlers, 'validation.state' | 'validation.start' | 'validation.cancel'>;

export function validationHandlers(validation: Validation, onQuietHost: StartOnQuietHost): ValidationHandlers {
  return {
    'validation.state': () => succeed(validation.state()),
    'validation.start': () => onQuietHost(() => validation.start()),

    async 'validation.cancel'() {
      // A validation that has ended meanwhile is as the caller wants it.
      await validation.stop();
      return succeed({});
    },
  };
}
