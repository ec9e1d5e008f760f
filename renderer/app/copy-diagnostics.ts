import { lab } from '../bridge/lab.ts';
import { useTexts } from '../texts/texts.ts';
import { downloadFile } from './download.ts';
import { announce, valueOrComplaint } from './notices.ts';

/** Puts what a report of a fault needs on the clipboard; into a file where the clipboard is closed to the page. */
export async function copyDiagnostics(): Promise<void> {
  const diagnostics = valueOrComplaint(await lab().call('lab.diagnostics', {}));
  if (!diagnostics) return;
  try {
    await navigator.clipboard.writeText(diagnostics.text);
    announce(useTexts().value.footer.diagnosticsCopied);
  } catch {
    downloadFile('iovlab-diagnostics.txt', diagnostics.text, 'text/plain');
    announce(useTexts().value.footer.diagnosticsInFile);
  }
}
