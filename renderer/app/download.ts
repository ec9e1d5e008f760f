/** Hands text or bytes to the person as a file. */
export function downloadFile(fileName: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the address after the click: it may go only when that has begun.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
