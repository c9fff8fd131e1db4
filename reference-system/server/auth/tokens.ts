import { createHash, randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { ServerConfig } from '../config.ts';

export const accessTokenLifeS = 3600;

const keyOf = (config: ServerConfig): Uint8Array => new TextEncoder().encode(config.JWT_SECRET);

export const signAccessToken = (config: ServerConfig, userId: string, sessionId: string): Promise<string> =>
  new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setIssuer(config.PUBLIC_ORIGIN)
    .setIssuedAt()
    .setExpirationTime(`${accessTokenLifeS}s`)
    .sign(keyOf(config));

/** The session that a valid, unexpired access token belongs to; null for any other token. */
export const sessionOfAccessToken = async (config: ServerConfig, token: string): Promise<string | null> => {
  try {
    const { payload } = await jwtVerify(token, keyOf(config), {
      algorithms: ['HS256'],
      issuer: config.PUBLIC_ORIGIN,
    });
    return typeof payload['sid'] === 'string' ? payload['sid'] : null;
  } catch {
    // Whatever is wrong with it, it opens nothing.
    return null;
  }
};

export const newRefreshToken = (): string => randomBytes(32).toString('base64url');

/** Only the hash is stored: 256 random bits need no salt. */
export const refreshHash = (token: string): Buffer => createHash('sha256').update(token).digest();
