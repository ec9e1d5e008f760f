import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { captureOptionsSchema, type CaptureOptions, type CaptureProposal } from '../../shared/capture/proposal.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import { base64FromBytes } from '../../shared/scenario/base64.ts';
import { lab } from '../bridge/lab.ts';

/** A multiple of three, so that pieces of Base64 have no pads between them; a message holds it. */
const PIECE_BYTES = 768 * 1024;

/**
 * A capture file on its way to become traffic. `importCapture(file)` is the one way in, from a file dialog or a file that is dropped on the page: it sends
 * the file to the lab and asks for a proposal, which the wizard's step Traffic (`/scenario/traffic`) then shows in a dialog.
 */
export const useCaptureStore = defineStore('capture', () => {
  const fileName = ref('');
  const captureId = ref('');
  const options = ref<CaptureOptions>(captureOptionsSchema.parse({}));
  const proposal = shallowRef<CaptureProposal | null>(null);
  /** Why there is no proposal, or empty. */
  const problem = ref('');
  /** Part of the file that was sent, 0..1. */
  const sent = ref(0);
  const isOpen = computed(() => fileName.value !== '');

  async function importCapture(file: File): Promise<void> {
    close();
    fileName.value = file.name;
    const begun = await lab().call('capture.begin', { name: file.name });
    if (!begun.ok) return fail(begun);
    const id = begun.value.captureId;
    captureId.value = id;
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      const base64 = base64FromBytes(new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer()));
      const reply = await lab().call('capture.append', { captureId: id, base64 });
      // Closed, or another file was chosen meanwhile.
      if (captureId.value !== id) return;
      if (!reply.ok) return fail(reply);
      sent.value = Math.min(1, (at + PIECE_BYTES) / file.size);
    }
    await propose({});
  }

  /** Asks for another proposal with some options changed. */
  async function propose(changes: Partial<CaptureOptions>): Promise<void> {
    options.value = { ...options.value, ...changes };
    const asked = options.value;
    const id = captureId.value;
    const reply = await lab().call('capture.propose', { captureId: id, options: asked });
    if (captureId.value !== id || options.value !== asked) return;
    if (!reply.ok) return fail(reply);
    problem.value = '';
    proposal.value = reply.value;
  }

  function fail(reply: Extract<Reply<never>, { ok: false }>): void {
    proposal.value = null;
    problem.value = reply.message;
  }

  function close(): void {
    fileName.value = '';
    captureId.value = '';
    proposal.value = null;
    problem.value = '';
    sent.value = 0;
  }

  return { fileName, options, proposal, problem, sent, isOpen, importCapture, propose, close };
});
