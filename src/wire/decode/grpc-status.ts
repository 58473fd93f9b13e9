// Names of gRPC's status codes, and the percent-encoding of grpc-message (gRPC over HTTP2, "Responses"). Knows no frames.

const NAMES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

/** Name of a status code: `OK`, `UNAVAILABLE`. */
export function statusName(code: number): string {
  return NAMES[code] ?? `code ${code}`;
}

/** The code of a name as Connect writes it (`not_found`); UNKNOWN where it is no name. */
export function statusCode(name: string): number {
  const code = (NAMES as readonly string[]).indexOf(name.toUpperCase() === 'CANCELED' ? 'CANCELLED' : name.toUpperCase());
  return code === -1 ? 2 : code;
}

/** A grpc-message without its percent-encoding; as it is where that is malformed. */
export function decodeMessage(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
