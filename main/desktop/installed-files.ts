/** Files of the built app, beside the bundle of this process. */
export interface InstalledFiles {
  /** Absolute path of the built page's folder. */
  readonly pageFolder: string;
  /** Absolute path of the preload script. */
  readonly preload: string;
}
