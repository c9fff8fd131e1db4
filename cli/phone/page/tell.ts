/** What the server answers to a step. */
export interface Told {
  readonly outcome?: 'pass' | 'fail' | 'inconclusive';
  readonly reason?: string;
}

/** Sends what was seen. Rejects without network; a refusal is thrown as its own words. */
export async function tell(path: string, body: unknown): Promise<Told> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return await answer.json();
}

/** Puts what came of a step beside it. */
export function show(step: string, { outcome = 'fail', reason = '' }: Told): void {
  const place = document.querySelector(`#${step} .said`);
  if (place === null) return;
  const words = { pass: 'Yes', fail: 'No', inconclusive: 'Not yet' }[outcome];
  place.textContent = reason === '' ? words : `${words}: ${reason}`;
  place.className = `said ${outcome}`;
}

/** Does a step when its button is pressed, and says what came of it; what goes wrong is said to the server too. */
export function onPress(step: string, work: () => Promise<Told>): void {
  const button = document.querySelector<HTMLButtonElement>(`#${step} button`);
  button?.addEventListener('click', () => {
    button.disabled = true;
    work()
      .catch((error: unknown) => {
        const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        return tell(`steps/${step}`, { error: reason }).catch(() => ({ outcome: 'fail' as const, reason }));
      })
      .then((told) => show(step, told))
      .finally(() => (button.disabled = false));
  });
}
