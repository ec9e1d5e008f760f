/** Evidence archives that cannot be read or written, and why. */
export const evidence = {
  isNoFile: (name: string) => `"${name}" is no file. Name an archive that lab run --evidence wrote.`,
  tooLarge: (name: string, bytes: number) => `"${name}" has ${bytes} bytes: too large for an evidence archive.`,
  unreadable: (name: string) => `"${name}" cannot be read. Check the path and its permissions.`,
  newer: (name: string) => `"${name}" is of a newer version of the format. Update IOVLab to read it.`,
  damaged: (name: string, reason: string) =>
    `"${name}" is no evidence archive, or is damaged: ${reason}. Bring it anew from where it was made.`,
  runInParts: 'Run the scenario in parts, each with evidence of its own.',
  otherPlace: 'Choose another place, or make room on the disk.',
  unwritten: (name: string, reason: string, remedy: string) => `"${name}" cannot be written: ${reason}. ${remedy}`,
};
