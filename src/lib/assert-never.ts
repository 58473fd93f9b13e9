/** Makes the compiler check that a switch covers every member of a union; throws if data from outside slipped by. */
export function assertNever(value: never): never {
  throw new Error(`This value has no case: ${JSON.stringify(value)}`);
}
