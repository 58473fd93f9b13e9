import { describe, expect, it } from 'vitest';
import { takeOwnContent } from '../../src/cli/own-content.ts';

describe('takeOwnContent', () => {
  it.each([
    [['topics'], undefined, ['topics']],
    [['--content', 'ours', 'topics', '--json'], 'ours', ['topics', '--json']],
    [['topics', '--content=ours'], 'ours', ['topics']],
    [['explain', '--', '--content'], undefined, ['explain', '--', '--content']],
    [['--content', 'ours'], 'ours', []],
  ])('reads %j', (line, folder, argv) => {
    expect(takeOwnContent(line, undefined)).toEqual({ folder, argv });
  });

  it('falls back to the environment, which the command line beats', () => {
    expect(takeOwnContent(['topics'], 'theirs').folder).toBe('theirs');
    expect(takeOwnContent(['topics', '--content', 'ours'], 'theirs').folder).toBe('ours');
    expect(takeOwnContent(['topics'], '').folder).toBeUndefined();
  });

  it.each([[['--content']], [['--content', '--json']], [['--content=']], [['--content=a', '--content=b']]])('refuses %j', (line) => {
    expect(() => takeOwnContent(line, undefined)).toThrow(/^--content (needs a value|is given twice)/);
  });
});
