/** The cancel button of work that goes on in the lab. It is not disabled while the lab is asked: it would lose the focus. */
import { readonly, ref, type Ref } from 'vue';
import type { Reply } from '../../shared/contract/reply.ts';
import { valueOrComplaint } from './notices.ts';

export interface Cancelling {
  /** Whether the lab is being asked. */
  readonly cancelling: Readonly<Ref<boolean>>;
  cancel(): Promise<void>;
}

export function useCancelling(ask: () => Promise<Reply<unknown>>): Cancelling {
  const cancelling = ref(false);

  async function cancel(): Promise<void> {
    if (cancelling.value) return;
    cancelling.value = true;
    valueOrComplaint(await ask());
    cancelling.value = false;
  }
  return { cancelling: readonly(cancelling), cancel };
}
