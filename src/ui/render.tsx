// Puts the app onto a terminal. Knows no process: streams and what they can do are handed in.
import { render } from 'ink';
import type { Place } from '../progress/event.ts';
import type { Services } from '../services.ts';
import { App } from './app.tsx';
import { asciiStream } from './ascii.ts';
import { routeOfPlace } from './history.ts';
import { createKitty } from './kitty.ts';
import type { LabStart, Route } from './route.ts';
import { createTheme, ThemeContext } from './theme.ts';

/** A place of the course, the tap on a service, or the edge in front of one. */
export type Start =
  | { readonly place: Place; readonly lab?: LabStart }
  | { readonly tap: Omit<Extract<Route, { readonly screen: 'tap' }>, 'screen'> }
  | { readonly edge: Omit<Extract<Route, { readonly screen: 'edge' }>, 'screen'> };

export interface RenderAppOptions {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly colour: boolean;
  readonly ascii: boolean;
  readonly screenReader: boolean;
  /** Whether the terminal shows pictures by kitty's protocol, Unicode placeholders included. @default false */
  readonly kitty?: boolean;
  /** Where it opens, and what a lab there is started with. @default the first screen */
  readonly at?: Start | undefined;
  /** Stops the process until the shell continues it (Ctrl-Z); undefined where that does not exist. */
  readonly suspend: (() => void) | undefined;
}

export interface RunningApp {
  /** Settles when the app has ended and the terminal is given back; rejects when it crashed. */
  readonly closed: Promise<void>;
  /** Ends it. */
  close(): void;
}

/** Opens the course full-screen. */
export function renderApp(
  services: Services,
  { stdin, stdout, colour, ascii, screenReader, kitty = false, suspend, at }: RenderAppOptions,
): RunningApp {
  const start = at && startOf(at);
  // What was typed before this process took the keys stands on the line of the cursor, and a full screen keeps the cursor's
  // column: from there the first row would be drawn, and wrap.
  if (!screenReader) stdout.write('\r');
  const graphics = kitty ? createKitty((text) => stdout.write(text)) : undefined;
  const instance = render(
    <ThemeContext value={createTheme({ colour, ascii, screenReader, graphics })}>
      <App services={services} suspend={suspend} {...(start === undefined ? {} : { start })} />
    </ThemeContext>,
    {
      stdin,
      stdout: ascii ? asciiStream(stdout) : stdout,
      alternateScreen: !screenReader,
      // At the default of 30 a held key lags behind by a frame.
      maxFps: 60,
      incrementalRendering: !screenReader,
      isScreenReaderEnabled: screenReader,
      interactive: true,
    },
  );
  return {
    closed: instance.waitUntilExit().then(
      () => graphics?.clear(),
      (problem: unknown) => {
        graphics?.clear();
        throw problem;
      },
    ),
    close: () => instance.unmount(),
  };
}

function startOf(at: Start): Route {
  if ('tap' in at) return { screen: 'tap', ...at.tap };
  if ('edge' in at) return { screen: 'edge', ...at.edge };
  const { place, lab } = at;
  const route = routeOfPlace(place);
  return route.screen === 'lab' && lab !== undefined ? { ...route, start: lab } : route;
}
