/**
 * A sentence in place of Node's error for a port that cannot be listened on, where it is one that a person can act on.
 * @param port the one that was asked for; undefined where any would have done
 */
export function explainListening(error: unknown, port: number | undefined): unknown {
  const { code } = error as { readonly code?: unknown };
  if (code === 'EADDRINUSE') return new Error(`port ${port} is in use on this machine: choose another one, or leave --port out`);
  if (code === 'EACCES') return new Error(`port ${port} needs more permission than you have: choose one above 1023, or leave --port out`);
  return error;
}
