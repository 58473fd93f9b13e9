import type { Terminal } from '@xterm/headless';

export function svgOf(terminal: Terminal, label: string): string;
