/** Settings that a person names, and that are not there. `place`: "`vms.0`" or the scenario; `hint`: what `suggestion` says. */
export const settings = {
  scenario: 'the scenario',
  singleValue: (place: string, key: string) => `${place} is a single value and has no \`${key}\`. Set ${place} itself.`,
  kindDecides: (place: string, key: string, path: string) =>
    `which \`${key}\` there is depends on the kind of ${place}. Set its kind first: ${path}.kind.`,
  noField: (place: string, key: string, hint: string) => `${place} has no \`${key}\`.${hint}`,
  noFieldOfKind: (place: string, kind: string, key: string, hint: string) => `${place} of kind "${kind}" has no \`${key}\`.${hint}`,
  emptyList: (path: string, item: string) => `\`${path}\` is empty; there is no item "${item}".`,
  listOfOne: (path: string, item: string) => `\`${path}\` has one item, number 0; there is no item "${item}".`,
  list: (path: string, last: number, item: string) => `\`${path}\` has items 0 to ${last}; there is no item "${item}".`,
};
