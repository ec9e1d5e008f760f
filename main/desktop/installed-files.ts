/** Files of the built app, beside the bundle of this process. */
export interface InstalledFiles {
  /** Absolute path of the built page's folder. */
  readonly pageFolder: string;
  /** Absolute path of the preload script. */
  readonly preload: string;
  /** Module of the worker threads. */
  readonly workerFile: URL;
  /** Module of the thread that checks large projects. */
  readonly checkThreadFile: URL;
  /** Example scenarios, with a slash at the end. */
  readonly examplesFolder: URL;
  /** Guided labs, with a slash at the end. */
  readonly labsFolder: URL;
  /** Published experiments, with a slash at the end. */
  readonly validationFolder: URL;
}
