/** The one connection of the page. Made at the first use; tests put their own in its place first. */
import { connectLab, type PageConnection } from './connection.ts';

let connection: PageConnection | undefined;

export function lab(): PageConnection {
  connection ??= connectLab();
  return connection;
}

export function useLabConnection(replacement: PageConnection): void {
  connection = replacement;
}
