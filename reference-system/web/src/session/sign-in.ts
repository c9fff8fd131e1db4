import { request, sendJson } from '../api/client.ts';
import type { LoginAnswer } from '../api/types.ts';
import { forgetAnswers } from '../offline/last-seen.ts';
import { readWaiting } from '../offline/outbox.ts';
import { currentSession, saveSession } from './session.ts';

/** Signs in; throws ApiError totp_required when the account wants a code as well. */
export async function signIn(credentials: { email: string; password: string; code?: string }): Promise<void> {
  const answer = await sendJson<LoginAnswer>({ method: 'POST', path: '/api/auth/login', body: credentials });
  // Nothing that another person saw on this phone may be shown to this one.
  await forgetAnswers();
  const { accessToken, refreshToken, user, mustChangePassword } = answer;
  saveSession({ accessToken, refreshToken, user, mustChangePassword });
  await readWaiting();
}

/**
 * Ends the session on the server (as far as it can be reached) and on this phone: token, last seen answers.
 * Changes that wait stay, for this person's next sign-in. The page is loaded anew, so that nothing stays in memory.
 */
export async function signOut(): Promise<void> {
  const session = currentSession();
  try {
    if (session) await request('/api/auth/logout', { method: 'POST' });
  } catch {
    // Offline or ended already: this phone forgets the session all the same.
  }
  saveSession(null);
  await forgetAnswers();
  location.assign('/login');
}

export async function changePassword(passwords: {
  currentPassword: string;
  newPassword: string;
}): Promise<void> {
  await sendJson({ method: 'POST', path: '/api/auth/change-password', body: passwords });
  const session = currentSession();
  if (session) saveSession({ ...session, mustChangePassword: false });
}
