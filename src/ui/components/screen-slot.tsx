// The screen of a route. Its code is loaded when it is first wanted; keys that are typed meanwhile wait for it.
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react';
import { identityOf } from '../history.ts';
import { HoldKeys } from '../hooks/use-keys.tsx';
import type { Route } from '../route.ts';
import type { ScreenProps } from '../screen.ts';
import { SCREENS } from '../screens/index.ts';

type AnyScreen = ComponentType<ScreenProps>;
type Name = Route['screen'];

/** When nothing has happened for this long after the first frame, the other screens are fetched. */
const IDLE = 250;

export interface ScreenSlotProps extends ScreenProps {
  /** Screens whose code came with the app, by name. */
  readonly loaded: Readonly<Partial<Record<Name, AnyScreen>>>;
}

export function ScreenSlot({ loaded: initial, ...props }: ScreenSlotProps): ReactNode {
  const loaded = useRef<Partial<Record<Name, AnyScreen>>>({ ...initial }).current;
  const [, setCount] = useState(0);
  const [failure, setFailure] = useState<unknown>();
  const name = props.route.screen;
  const Screen = loaded[name];

  useEffect(() => {
    if (loaded[name] !== undefined) return;
    let wanted = true;
    SCREENS[name]().then(
      (component) => {
        // The registry is checked for completeness; which props fit is known only by the route's name.
        loaded[name] = component as AnyScreen;
        if (wanted) setCount((count) => count + 1);
      },
      (error: unknown) => setFailure(error),
    );
    return () => {
      wanted = false;
    };
  }, [name, loaded]);

  useEffect(() => {
    const idle = setTimeout(async () => {
      for (const other of Object.keys(SCREENS) as Name[]) {
        try {
          loaded[other] ??= (await SCREENS[other]()) as AnyScreen;
        } catch {
          // It is said when the screen is wanted.
        }
      }
    }, IDLE);
    return () => clearTimeout(idle);
  }, [loaded]);

  if (failure !== undefined) throw failure;
  return Screen === undefined ? <HoldKeys /> : <Screen key={identityOf(props.route)} {...props} />;
}
