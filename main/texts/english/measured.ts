/** Files of measured values that cannot be read, and why. */
export const measured = {
  cannotBeRead: (name: string, reason: string) => `"${name}" cannot be read: ${reason}`,
  cannotBeOpened: (path: string) => `"${path}" cannot be read. Check the path and its permissions.`,
  failed: (path: string, code: string) => `"${path}" cannot be read (${code}). Check the path and its permissions.`,
};
