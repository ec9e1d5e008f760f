/** Chromium of a Linux package: for systems for which Playwright has no browser of its own, and where none was fetched. */
export const PACKAGED_CHROMIUM = '/usr/bin/chromium';
