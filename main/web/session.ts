/**
 * One session for each server. The start address carries a token that can be used once; it is exchanged for a cookie that scripts cannot read
 * and other sites cannot send.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Name of the token in the start address. */
export const TOKEN_PARAMETER = 'token';

export interface Session {
  /** For the start address. */
  readonly token: string;
  /** Takes the token for a cookie; null when it is wrong or was used before. The value is for a Set-Cookie header. */
  exchange(token: string): string | null;
  /** Whether a Cookie header carries the session. */
  isKnown(cookieHeader: string | undefined): boolean;
}

/** @param port cookies are shared by all ports of a host: the name tells the servers of one machine apart. */
export function createSession(port: number): Session {
  const token = secret();
  const cookieName = `iovlab-session-${port}`;
  const cookieValue = secret();
  let used = false;
  return {
    token,
    exchange(candidate) {
      if (used || !isEqual(candidate, token)) return null;
      used = true;
      return `${cookieName}=${cookieValue}; HttpOnly; SameSite=Strict; Path=/`;
    },
    isKnown(cookieHeader) {
      const values = (cookieHeader ?? '').split(';').flatMap((part) => {
        const [name, value = ''] = part.trim().split('=', 2);
        return name === cookieName ? [value] : [];
      });
      return values.some((value) => isEqual(value, cookieValue));
    },
  };
}

/** 192 random bits. */
function secret(): string {
  return randomBytes(24).toString('base64url');
}

/** Takes the same time wherever they differ. */
function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
