/** A value, and where it was seen; without a place it was not found, and the value is a stand-in that answers nothing. */
export interface Found<T> {
  readonly value: T;
  readonly where?: string;
}

/** How a client signs in, as an API description or a form shows it. */
export interface SignInFound {
  readonly path: string;
  readonly encoding: 'body' | 'form';
  /** Names of the fields for who it is and for the password. */
  readonly user: string;
  readonly password: string;
  /** JSON pointer of the token in the answer; or the cookie that holds it. */
  readonly token: string | { readonly cookie: string };
}

export interface EndpointFound {
  readonly id: string;
  readonly path: string;
}

/** What a look at a repository or at a running system has shown. Later looks add to earlier ones. */
export interface Findings {
  readonly title?: Found<string>;
  readonly hostName?: Found<string>;
  readonly database?: Found<'postgres' | 'sqlite'>;
  readonly health?: Found<string>;
  readonly signIn?: Found<SignInFound>;
  readonly whoAmI?: Found<string>;
  readonly endpoints?: Found<readonly EndpointFound[]>;
  readonly manifest?: Found<string>;
  readonly loginPage?: Found<{ readonly path: string; readonly heading: string }>;
  readonly bucket?: Found<string>;
  /** The command that starts the server. */
  readonly start?: Found<string>;
}
