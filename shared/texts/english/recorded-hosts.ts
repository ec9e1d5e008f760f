/** Why a file is read as no recorded host. */
const REMEDY = 'It is not read: `lab probe --record FILE.tar.gz` on a Linux host writes one.';

export const recordedHosts = {
  isNone: (file: string) => `${file} is no recorded host: \`lab probe --record FILE.tar.gz\` on a Linux host writes one.`,
  holdsNoFile: (file: string, entry: string, type: string) => `${file} holds ${entry}, which is no file: a ${type}. ${REMEDY}`,
  leadsOut: (file: string, entry: string) => `${file} holds ${entry}, which leads out of it. ${REMEDY}`,
  lacksList: (file: string, list: string) =>
    `${file} has no ${list}. Unpack archives of other programs, and give their folder to \`lab probe --root DIR\`. ${REMEDY}`,
  hasDamagedList: (file: string, list: string) => `${file} has a damaged ${list}. ${REMEDY}`,
  hasOtherList: (file: string, list: string) => `${file} has a ${list} of another kind. ${REMEDY}`,
  isTooLarge: (file: string, most: string) => `${file} unpacks to more than ${most}. ${REMEDY}`,
  isDamaged: (file: string) => `${file} is damaged. ${REMEDY}`,
  isCutShort: (file: string) => `${file} is cut short. ${REMEDY}`,
  isNoTar: (file: string) => `${file} is no archive of tar, or a damaged one. ${REMEDY}`,
};
