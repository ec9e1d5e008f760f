/** The lab: the application's services around one open project, whatever carries the contract to the page. */
import type { ProjectState, TopicName, TopicPayload } from '../../shared/contract/endpoints.ts';
import type { Handlers } from '../../shared/contract/dispatch.ts';
import type { Reply } from '../../shared/contract/reply.ts';

export interface FileRequest {
  readonly mode: 'open' | 'save';
  readonly suggestedName: string;
}

export interface LabOptions {
  readonly kind: 'desktop' | 'browser';
  /** Untitled projects and the list of recent ones; created when missing. */
  readonly dataFolder: string;
  /** Simulations at the same time. Default: one for each processor. */
  readonly workers?: number;
  /** Module of the worker threads. Default: the source in main/experiment; a bundle names its own. */
  readonly workerFile?: URL;
  /** Example scenarios. Default: the folder `examples` of the checkout; an installed application names its own. */
  readonly examplesFolder?: URL;
  /** The native file dialog: path, or null when the person gives up. Without it `file.pick` is `unavailable`. */
  readonly pickFile?: (request: FileRequest) => Promise<string | null>;
}

/** Told of every event of the lab, in order. */
export type LabListener = <Name extends TopicName>(topic: Name, payload: TopicPayload<Name>) => void;

export interface Lab {
  readonly kind: LabOptions['kind'];
  /** For `dispatch` of the contract, or `serveConnection`. */
  readonly handlers: Handlers;
  /** Returns the function that ends the subscription. */
  subscribe(listener: LabListener): () => void;
  /** Tells every listener, for commands of the native menu: `announce('menu.command', { command: 'run' })`. */
  announce<Name extends TopicName>(topic: Name, payload: TopicPayload<Name>): void;
  /** Opens a project file from outside the page: a file association, an argument of the command line. */
  openPath(path: string): Promise<Reply<ProjectState>>;
  /** Whether a run is going on. */
  readonly running: boolean;
  /** Cancels a run (its points are kept), closes the project and ends the worker threads. Closing twice does nothing. */
  close(): Promise<void>;
}

/** Opens a new untitled project. Throws, with a sentence for the user, when the data folder cannot be written. */
export declare function createLab(options: LabOptions): Lab;
