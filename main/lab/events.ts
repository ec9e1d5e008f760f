/** The lab's events: everything that happens is told to every connection. */
import type { TopicName, TopicPayload } from '../../shared/contract/endpoints.ts';

/** Told of every event of the lab, in order. */
export type LabListener = <Name extends TopicName>(topic: Name, payload: TopicPayload<Name>) => void;

export interface Events {
  readonly announce: LabListener;
  /** Returns the function that ends the subscription. */
  subscribe(listener: LabListener): () => void;
}

export function createEvents(): Events {
  const listeners = new Set<LabListener>();
  return {
    announce(topic, payload) {
      for (const listener of [...listeners]) listener(topic, payload);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
