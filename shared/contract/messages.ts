/** Messages on the wire between page and lab, the same for both transports: call, cancel, reply, event; nothing else. */
import { z } from 'zod';
import { languageTags } from '../texts/words.ts';

export const clientMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    id: z.int().min(0),
    endpoint: z.string().max(64),
    input: z.unknown(),
    /** In which the reply is worded. A page of another version may speak one that the lab does not know. */
    language: z.enum(languageTags).catch('en'),
  }),
  z.strictObject({ kind: z.literal('cancel'), id: z.int().min(0) }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

export type ServerMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: unknown }
  | { readonly kind: 'event'; readonly topic: string; readonly payload: unknown };
