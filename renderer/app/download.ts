/** Hands a text to the person as a file. */
export function downloadText(fileName: string, text: string, type = 'application/json'): void {
  download(fileName, new Blob([text], { type }));
}

/** Hands bytes, written as base64, to the person as a file. */
export function downloadBytes(fileName: string, base64: string, type: string): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  download(fileName, new Blob([bytes], { type }));
}

function download(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the address after the click: it may go only when that has begun.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
