/** What the lab answers where a request does not reach what is asked for. */
export const contract = {
  unknownEndpoint: (name: string) => `There is no endpoint "${name}". The page and the lab may be of different versions: restart both.`,
  badInput: (endpoint: string, problem: string) => `${endpoint}: ${problem}.`,
  notValid: 'the input is not valid',
  quotedSetting: 'A path of a setting has no quotation marks',
  unknownLocale: 'No locale in which numbers can be written',
  cancelled: 'Cancelled.',
  failed: (endpoint: string, fault: string) =>
    `${endpoint} failed: ${fault}. This is a fault of the lab: please report it, with what “Copy diagnostics” copies.`,
};
