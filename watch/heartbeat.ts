const withinMs = 10_000;

/**
 * Tells who waits for it that a look was taken, whatever it saw.
 * @throws Error where that was not answered with 2xx; the address is not named, it is a secret most often.
 */
export async function beat(url: string): Promise<void> {
  const { host } = new URL(url);
  let status: number;
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(withinMs) });
    await answer.body?.cancel();
    status = answer.status;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`heartbeat to ${host}: expected an answer within ${withinMs / 1_000} s, got: ${why}`, {
      cause,
    });
  }
  if (status < 200 || status > 299) throw new Error(`heartbeat to ${host}: expected 2xx, got ${status}`);
}
