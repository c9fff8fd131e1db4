import { readPointer } from '../../../../targets/pointer.ts';
import type { AskedThirdParty, ThirdPartyAnswer } from '../../../stand-in/stand-in.ts';
import { newMerchant, orderById, ordersBetween, squareLocations } from './orders.ts';

export interface SquareSettings {
  /** What the application was registered with: Square sends the browser there, and nowhere else. */
  readonly redirectUri: string;
  readonly applicationId: string;
  readonly applicationSecret: string;
}

const tokenPrefix = 'stand-in-token-of-';
const notFound: ThirdPartyAnswer = { status: 404, body: { errors: [{ code: 'NOT_FOUND' }] } };
const unauthorized: ThirdPartyAnswer = { status: 401, body: { errors: [{ code: 'UNAUTHORIZED' }] } };

/** The access token of a merchant, as the seed stores it encrypted. */
export function accessTokenOf(merchant: string): string {
  return `${tokenPrefix}${merchant}`;
}

/** Answers as Square's API of 2024-01-18 does, of the routes that the system calls. */
export function answerAsSquare(asked: AskedThirdParty, settings: SquareSettings): ThirdPartyAnswer {
  const route = `${asked.method} ${asked.path}`;
  if (route === 'GET /oauth2/authorize') return consentPage(asked.query, settings);
  if (route === 'POST /oauth2/token') return tokenFor(asked, settings);
  const merchant = merchantOf(asked);
  if (merchant === undefined) return unauthorized;
  if (route === 'GET /v2/merchants/me') return { status: 200, body: { merchant: merchantFacts(merchant) } };
  if (route === 'GET /v2/locations') return { status: 200, body: { locations: locationsOf(merchant) } };
  if (route === 'POST /v2/orders/search') return { status: 200, body: { orders: found(asked) } };
  if (route === 'GET /v2/refunds') return { status: 200, body: { refunds: [] } };
  if (route === 'GET /v2/catalog/list') return { status: 200, body: { objects: [] } };
  if (route === 'POST /v2/catalog/search-catalog-items') return { status: 200, body: { items: [] } };
  const order = asked.method === 'GET' ? /^\/v2\/orders\/([^/]+)$/u.exec(asked.path)?.[1] : undefined;
  const one = order === undefined ? undefined : orderById(order);
  return one === undefined ? notFound : { status: 200, body: { order: one } };
}

/** The page on which a merchant allows the application; the browser goes back to the registered address. */
function consentPage(query: URLSearchParams, settings: SquareSettings): ThirdPartyAnswer {
  if (query.get('client_id') !== settings.applicationId)
    return { status: 400, body: '<h1>Unknown application</h1>' };
  const back = new URL(settings.redirectUri);
  back.searchParams.set('code', `code-of-${newMerchant.id}`);
  back.searchParams.set('response_type', 'code');
  back.searchParams.set('state', query.get('state') ?? '');
  const href = back.href.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return {
    status: 200,
    body: `<!doctype html><meta name="viewport" content="width=device-width"><title>Square</title>
<h1>Allow this application?</h1><p><a role="button" href="${href}">Allow</a></p>`,
  };
}

function tokenFor({ body }: AskedThirdParty, settings: SquareSettings): ThirdPartyAnswer {
  const sent = asJson(body);
  const isKnown =
    readPointer(sent, '/client_id') === settings.applicationId &&
    readPointer(sent, '/client_secret') === settings.applicationSecret;
  const merchant = /^code-of-(.+)$/u.exec(String(readPointer(sent, '/code')))?.[1];
  if (!isKnown || merchant === undefined) return unauthorized;
  const expires = new Date(Date.now() + 30 * 86_400_000);
  return {
    status: 200,
    body: {
      access_token: accessTokenOf(merchant),
      refresh_token: `refresh-${accessTokenOf(merchant)}`,
      token_type: 'bearer',
      expires_at: `${expires.toISOString().slice(0, 19)}Z`,
      merchant_id: merchant,
    },
  };
}

function merchantOf({ headers }: AskedThirdParty): string | undefined {
  const token = (headers.authorization ?? '').replace(/^Bearer /u, '');
  return token.startsWith(tokenPrefix) ? token.slice(tokenPrefix.length) : undefined;
}

function merchantFacts(merchant: string) {
  const name = merchant === newMerchant.id ? newMerchant.name : 'Northwind Coffee';
  return { id: merchant, business_name: name, country: 'GB', currency: 'GBP', status: 'ACTIVE' };
}

function locationsOf(merchant: string) {
  const own: readonly { readonly id: string; readonly name: string }[] =
    merchant === newMerchant.id
      ? [{ id: newMerchant.location, name: 'Bath Spa' }]
      : squareLocations.filter((location) => location.merchant === merchant);
  return own.map(({ id, name }) => ({
    id,
    name,
    currency: 'GBP',
    timezone: 'Europe/London',
    status: 'ACTIVE',
    merchant_id: merchant,
  }));
}

/** Orders closed, or changed, in the time that the question names. */
function found({ body }: AskedThirdParty) {
  const sent = asJson(body);
  const filter = '/query/filter/date_time_filter';
  const of = (edge: string): unknown =>
    readPointer(sent, `${filter}/closed_at/${edge}`) ?? readPointer(sent, `${filter}/updated_at/${edge}`);
  const from = new Date(String(of('start_at')));
  const to = of('end_at') === undefined ? new Date() : new Date(String(of('end_at')));
  const locations = readPointer(sent, '/location_ids');
  const most = Number(readPointer(sent, '/limit') ?? 100);
  return ordersBetween(Array.isArray(locations) ? locations.map(String) : [], from, to, most);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
