/** The answers of the API, as the pages read them: the server's own contract, types only. */
import type { LoginResponse, SignedInUser } from '../../../server/contract.ts';

export type * from '../../../server/contract.ts';
export type LoginAnswer = LoginResponse;
export type Person = SignedInUser;
