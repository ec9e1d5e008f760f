/** Project files that cannot be read or written, and why. */
export const project = {
  header: {
    isFolder: (name: string) => `"${name}" is a folder. Choose a project file (.iovlab).`,
    isEmpty: (name: string) => `"${name}" is empty: it is not an IOVLab project. Choose another file or a backup of this one.`,
    isNoProject: (name: string) => `"${name}" is not an IOVLab project. Choose a project file (.iovlab).`,
    isNewer: (name: string, version: number, newestKnown: number) =>
      `"${name}" was written by a newer version of IOVLab (format ${version}; this version reads up to ${newestKnown}). Update IOVLab, then open the file again. The file was not changed.`,
    isDamaged: (name: string, how: string) =>
      `"${name}" is damaged: ${how}. The file was not changed. Open a backup, or recover what can be read into a new project.`,
    endsEarly: 'it ends after a few bytes',
    isMissing: (path: string) => `There is no file "${path}". It may have been moved, renamed or deleted.`,
    mayNotBeRead: (path: string) => `"${path}" may not be read. Check the permissions of the file.`,
    cannotBeRead: (path: string, reason: string) => `"${path}" cannot be read: ${reason}.`,
  },
};
