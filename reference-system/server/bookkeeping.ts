import type { InvoiceWithLines } from './contract.ts';
import { ApiError } from './errors.ts';

/** Longer than it needs, and shorter than people wait. */
const answerWithinMs = 3_000;

/** Hands an invoice to the firm's bookkeeping. Where that does not take it, people are told; the invoice stays as it is. */
export const sendToBookkeeping = async (
  url: string | undefined,
  { number, customerName, totalCents, lines }: InvoiceWithLines,
): Promise<void> => {
  if (url === undefined) throw new ApiError(409, 'not_configured', 'No bookkeeping is connected');
  const answer = await fetch(new URL('/invoices', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number, customerName, totalCents, lines }),
    signal: AbortSignal.timeout(answerWithinMs),
  }).catch(() => undefined);
  await answer?.body?.cancel();
  if (answer?.ok === true) return;
  const message = 'The bookkeeping does not answer. The invoice is kept: please send it again later';
  throw new ApiError(502, 'bookkeeping_unavailable', message);
};
