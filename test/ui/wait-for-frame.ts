// Waits until a screen shows something, instead of for time to pass.

import { render } from 'ink-testing-library';
import type { ReactElement } from 'react';

export interface Shown {
  /** What is on the screen now. */
  frame(): string;
  /** As one write of a terminal. */
  press(keys: string): void;
  /** Resolves with the frame that matches; rejects with the last one. */
  waitForFrame(wanted: RegExp | string | ((frame: string) => boolean), within?: number): Promise<string>;
  rerender(tree: ReactElement): void;
  unmount(): void;
}

/** Renders a tree and watches its frames. */
export function show(tree: ReactElement): Shown {
  const { stdout, stdin, rerender, unmount } = render(tree);
  const frame = () => stdout.lastFrame() ?? '';
  return {
    frame,
    press: (keys) => stdin.write(keys),
    rerender,
    unmount,
    waitForFrame(wanted, within = 4000) {
      const matches = (text: string) =>
        typeof wanted === 'string' ? text.includes(wanted) : wanted instanceof RegExp ? wanted.test(text) : wanted(text);
      return new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          stdout.write = write;
          settle();
        };
        const check = () => {
          if (matches(frame())) finish(() => resolve(frame()));
        };
        const write = stdout.write;
        stdout.write = (text: string) => {
          write(text);
          check();
        };
        const timer = setTimeout(() => finish(() => reject(new Error(`${wanted} was not seen; the screen:\n${frame()}`))), within);
        check();
      });
    },
  };
}
