// Where progress is kept on each platform. Touches no file.
import path from 'node:path';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's home folder. */
  readonly home: string;
}

/**
 * The folder of this program's data: WIREWISE_HOME where it is set, otherwise `wirewise` in the platform's data directory
 * (XDG base directories, which must be absolute; macOS Application Support; Windows local application data).
 */
export function dataDirectory({ platform, env, home }: Machine): string {
  const { join, isAbsolute } = platform === 'win32' ? path.win32 : path.posix;
  if (env.WIREWISE_HOME) return env.WIREWISE_HOME;
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'wirewise');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'wirewise');
  const xdg = env.XDG_DATA_HOME;
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'wirewise');
}
