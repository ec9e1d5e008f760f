/** Project files that cannot be opened, written or copied, and why. */
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
  writing: {
    failed: (name: string, reason: string) =>
      `"${name}" could not be written: ${reason}. What was saved before is safe. Save a copy elsewhere, and report this.`,
    isFull: (name: string) =>
      unwritten(`"${name}" could not be written: its disk is full, or a quota is used up.`, 'Make room on the disk'),
    isGone: (name: string) =>
      unwritten(`"${name}" is not where it was: it was moved, removed or replaced while it was open.`, 'Put the file back'),
    isReadOnly: (name: string) =>
      unwritten(`"${name}" could not be written: the file or its folder may not be written any more.`, 'Mend the permissions of both'),
    isBusy: (name: string) => unwritten(`"${name}" could not be written: another program is writing it.`, 'Wait until that is done'),
    deviceFails: (name: string) =>
      unwritten(`"${name}" could not be written: its disk reports an error.`, 'Look whether the disk is there and sound'),
  },
  copy: {
    noFolder: (folder: string) => `There is no folder "${folder}". Choose another folder.`,
    isOpen: (name: string, where: string) => `"${name}" is ${where}. Close it there, or choose another name.`,
    folderUnwritable: 'the folder cannot be written',
    diskFull: 'its disk is full',
    unwritten: (path: string, why: string) =>
      `"${path}" could not be written: ${why}. Nothing was replaced. Choose another folder, or make room on the disk.`,
  },
  lock: {
    onComputer: (host: string, processId: number, lockFile: string) =>
      `open on the computer "${host}" (process ${processId}), or was when that stopped. If it is not open there any more, delete "${lockFile}" and open the project again`,
    inProcess: (processId: number) => `open in another window (process ${processId})`,
    inWindow: 'open in another window',
  },
  opening: {
    dataFolderFailed: (folder: string, reason: string) => `The data folder "${folder}" cannot be created: ${reason}.`,
    recoveredExists: (name: string) => `"${name}" exists already. Choose a new name for what is recovered.`,
    exists: (name: string) => `"${name}" exists already. Choose another name, or open it.`,
    cannotBeCreated: (name: string, folder: string) => `"${name}" cannot be created in "${folder}". Choose another folder.`,
    creationFailed: (path: string, reason: string) =>
      `"${path}" could not be created: ${reason}. Choose another folder, or make room on the disk.`,
    endMissing: 'its end is missing',
    sqliteReports: (message: string) => `SQLite reports "${message}"`,
    olderUnwritable: (name: string) =>
      `"${name}" is of an older format and must be brought up to date, but it cannot be written. Copy it elsewhere and open the copy.`,
    isBusy: (name: string) => `"${name}" is being written by another program. Try again in a moment.`,
    needsRollback: (name: string) =>
      `"${name}" was being changed when its program ended: the change must be undone before the file can be read, but it cannot be written. Copy it elsewhere together with "${name}-journal" and open the copy.`,
  },
  readOnly: {
    asked: 'It was opened for reading only.',
    isOpen: (where: string) => `It is ${where}.`,
    folderUnwritable: 'The folder of the file may not be written.',
    cannotChange: (name: string, reason: string) => `"${name}" is open read-only. ${reason} Save it under another name to change it.`,
  },
  noMeasurement: (id: string) => `The project has no measurement "${id}". It may have been removed.`,
  noRun: (runId: string) => `The project has no run "${runId}". It may have been deleted.`,
  nothingDeleted: 'There is nothing to bring back: what was deleted is kept until its project is closed.',
};

function unwritten(what: string, remedy: string): string {
  return `${what} What was saved before is safe, and what was done since is kept in memory. ${remedy}, or save a copy elsewhere.`;
}
