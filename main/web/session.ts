/**
 * One session for each server. The start address carries a token that can be used once; it is exchanged for a cookie that scripts cannot read
 * and other sites cannot send. Another token takes its place, so that a browser can be let in at any time (start-address-file.ts).
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Name of the token in the start address. */
export const TOKEN_PARAMETER = 'token';

export interface Session {
  /** For the start address: the one that is good now. */
  readonly token: string;
  /** Takes the token for a cookie; null when it is wrong or was used before. The value is for a Set-Cookie header. */
  exchange(token: string): string | null;
  /** Whether a Cookie header carries the session. */
  isKnown(cookieHeader: string | undefined): boolean;
}

/** Cookies are shared by all ports of a host, so each session has a name of its own: servers of one machine, and those behind tunnels, do not disturb each other. */
export function createSession(): Session {
  let token = secret();
  const cookieName = `iovlab-session-${randomBytes(6).toString('hex')}`;
  const cookieValue = secret();
  return {
    get token() {
      return token;
    },
    exchange(candidate) {
      if (!isEqual(candidate, token)) return null;
      token = secret();
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
