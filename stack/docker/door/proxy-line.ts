interface Comer {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly localAddress?: string | undefined;
}

/** The line of the PROXY protocol, version 1, that says who is at the other end of a connection. */
export function proxyLine(comer: Comer, port: number): string {
  const { remoteAddress, remotePort, localAddress } = comer;
  // It has left already: nobody will be asked anything.
  if (remoteAddress === undefined || remotePort === undefined || localAddress === undefined)
    return 'PROXY UNKNOWN\r\n';
  return `PROXY TCP4 ${remoteAddress} ${localAddress} ${remotePort} ${port}\r\n`;
}
