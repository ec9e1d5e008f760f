/** Where `npm start` opens the lab: in the desktop app when that can run here, else in the browser, with the reason. */
export interface StartFacts {
  readonly platform: NodeJS.Platform;
  /** DISPLAY or WAYLAND_DISPLAY is set; asked only on Linux and the BSDs. */
  readonly hasDisplay: boolean;
  /** Electron's sandbox does not run for the superuser. */
  readonly isSuperuser: boolean;
  /** The person asked for the browser. */
  readonly browserWanted: boolean;
  readonly electron:
    | { readonly kind: 'there' }
    /** Not fetched yet: it has no postinstall any more. */
    | { readonly kind: 'missing' }
    | { readonly kind: 'unobtainable'; readonly reason: string };
}

export type Shell =
  | { readonly kind: 'desktop' }
  /** Electron is worth fetching: then choose again. */
  | { readonly kind: 'fetch-electron' }
  /** `reason`: why not the desktop app; empty when the person wanted it so. */
  | { readonly kind: 'browser'; readonly reason: string };

/** Nothing is fetched that could not be used. */
export function chooseShell({ platform, hasDisplay, isSuperuser, browserWanted, electron }: StartFacts): Shell {
  if (browserWanted) return { kind: 'browser', reason: '' };
  const needsDisplay = platform !== 'darwin' && platform !== 'win32';
  if (needsDisplay && !hasDisplay) return { kind: 'browser', reason: 'there is no display (DISPLAY is not set)' };
  if (needsDisplay && isSuperuser) return { kind: 'browser', reason: 'Electron does not run as root' };
  switch (electron.kind) {
    case 'there':
      return { kind: 'desktop' };
    case 'missing':
      return { kind: 'fetch-electron' };
    case 'unobtainable':
      return { kind: 'browser', reason: `Electron cannot be fetched (${electron.reason})` };
  }
}

/** Seconds within which a desktop app that ends with an error has not really started: a missing system library, a sandbox that is forbidden. */
const START_SECONDS = 10;

export interface DesktopEnd {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly seconds: number;
  /** Ctrl+C or the like: the person wanted it. */
  readonly interrupted: boolean;
}

/** Whether the desktop app could not start, so that the browser takes its place. */
export function didNotStart({ exitCode, seconds, interrupted }: DesktopEnd): boolean {
  return !interrupted && exitCode !== 0 && seconds < START_SECONDS;
}
