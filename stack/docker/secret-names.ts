/** Under these names the run keeps what its services are protected with: the same on all its stacks. */
export const secretNames = {
  administrator: 'postgres superuser',
  account: 'postgres application',
  objects: 'object server',
} as const;
