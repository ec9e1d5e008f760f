/** Addresses that may be opened in the person's browser: the documents of the help menu, those that the labs lead to, and no other. */
export interface HelpLink {
  readonly label: string;
  readonly address: string;
}

export const helpLinks: readonly HelpLink[] = [
  { label: 'Benchmarking terminology (RFC 1242)', address: 'https://www.rfc-editor.org/rfc/rfc1242' },
  { label: 'Benchmarking methodology (RFC 2544)', address: 'https://www.rfc-editor.org/rfc/rfc2544' },
  { label: 'Virtual I/O device specification', address: 'https://docs.oasis-open.org/virtio/virtio/v1.3/virtio-v1.3.html' },
];

/** Further documents that the guided labs of the application lead to. */
const readingAddresses: readonly string[] = ['https://doi.org/10.1145/263326.263335'];

export function mayOpenExternally(address: string): boolean {
  return helpLinks.some((link) => link.address === address) || readingAddresses.includes(address);
}
