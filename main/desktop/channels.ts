/** The one message that does not belong to the contract: the preload script hands over a port. Everything else goes through the port. */
export const CONNECT_CHANNEL = 'lab.connect';
