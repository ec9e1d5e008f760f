/** Whether the program runs from its sources, as in a checkout, or from the bundles of a package (docs/decisions/011-bundle-the-desktop-app.md). */
export const fromSources = import.meta.url.endsWith('.ts');
