import { describe, expect, it } from 'vitest';
import { dataDirectory } from '../../src/store/directory.ts';

const LINUX = { platform: 'linux', env: {}, home: '/home/ada' } as const;

describe('the data directory', () => {
  it('is what WIREWISE_HOME says, on every platform', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(dataDirectory({ platform, env: { WIREWISE_HOME: '/elsewhere', XDG_DATA_HOME: '/xdg' }, home: '/home/ada' })).toBe(
        '/elsewhere',
      );
    }
  });

  it('follows the XDG base directories on Linux', () => {
    expect(dataDirectory(LINUX)).toBe('/home/ada/.local/share/wirewise');
    expect(dataDirectory({ ...LINUX, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/wirewise');
    expect(dataDirectory({ ...LINUX, env: { WIREWISE_HOME: '', XDG_DATA_HOME: '' } })).toBe('/home/ada/.local/share/wirewise');
  });

  it('passes over a relative XDG directory, as its specification asks', () => {
    expect(dataDirectory({ ...LINUX, env: { XDG_DATA_HOME: 'data' } })).toBe('/home/ada/.local/share/wirewise');
  });

  it('is Application Support on macOS', () => {
    expect(dataDirectory({ platform: 'darwin', env: {}, home: '/Users/ada' })).toBe('/Users/ada/Library/Application Support/wirewise');
  });

  it('is the local application data on Windows', () => {
    const home = 'C:\\Users\\ada';
    expect(dataDirectory({ platform: 'win32', env: { LOCALAPPDATA: 'D:\\Local' }, home })).toBe('D:\\Local\\wirewise');
    expect(dataDirectory({ platform: 'win32', env: {}, home })).toBe('C:\\Users\\ada\\AppData\\Local\\wirewise');
  });
});
