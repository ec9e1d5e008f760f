/** Capture files that cannot be used, and why. */
export const captures = {
  noPart: (file: string, part: number) => `"${file}" has no part ${part} when it is divided so. Choose a smaller part, or other frames.`,
  noCapture: (file: string, folder: string) => `There is no capture "${file}" in ${folder}. Put it there, or correct the path.`,
  otherDigest: (file: string, digest: string) =>
    `"${file}" is not the capture that the scenario means: its digest is ${digest}. Bring the file back, or set this digest if its traffic is what you want.`,
  namedUnreadable: (file: string, reason: string) => `"${file}" cannot be read: ${reason}. Check its permissions.`,
  unusable: (name: string, reason: string) => `"${name}" cannot be used: ${reason}`,
  isFolder: (name: string) => `"${name}" is a folder. Choose a capture file in it.`,
  forbidden: (name: string) => `"${name}" may not be read. Change its permissions, or copy it.`,
  damagedCompression: (name: string) => `"${name}" cannot be used: its compression is damaged. Check it with gzip -t.`,
  unreadable: (name: string, reason: string) => `"${name}" cannot be read: ${reason}. Check the disk.`,
};
