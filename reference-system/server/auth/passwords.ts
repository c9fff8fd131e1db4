import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// 16 MiB and about 50 ms a password: dear for a thief, affordable when 100 people sign in within a minute.
const cost = { N: 16_384, r: 8, p: 1 };
const keyBytes = 32;

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** 'scrypt$<salt>$<key>', both base64. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64')}$${(await derive(password, salt)).toString('base64')}`;
};

export const verifyPassword = async (password: string, stored: string): Promise<boolean> => {
  const [scheme, salt = '', key = ''] = stored.split('$');
  const expected = Buffer.from(key, 'base64');
  if (scheme !== 'scrypt' || expected.length !== keyBytes) return false;
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64')), expected);
};

const nobody = `scrypt$${randomBytes(16).toString('base64')}$${randomBytes(keyBytes).toString('base64')}`;

/** Takes as long as a real check, so that the time does not tell which accounts exist. */
export const verifyNobody = (password: string): Promise<boolean> => verifyPassword(password, nobody);
