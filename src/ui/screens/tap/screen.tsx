// A tap on a service of the user's own: the lab's screen over a run in which neither side is ours. Leaving it closes the tap.
import { Text } from 'ink';
import { useCallback, useMemo } from 'react';
import type { Lab } from '../../../labs/lab.ts';
import type { Services } from '../../../services.ts';
import { parseServiceAddress, type ServiceAddress } from '../../../wire/service-address.ts';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { useTheme } from '../../theme.ts';
import { Live } from '../lab/live.tsx';
import { guideLines } from './guide.ts';

export type TapScreenProps = ScreenProps<Extract<Route, { screen: 'tap' }>>;

export function TapScreen(props: TapScreenProps) {
  const address = useMemo(() => parseServiceAddress(props.route.to), [props.route.to]);
  if (!address.ok) return <Text>{address.problems[0]?.message}</Text>;
  return <Tap {...props} to={address.value} />;
}

/** One lab for as long as the screen is there: started anew, it is at the same port. */
function onceTapped(services: Services, to: ServiceAddress, port: number | undefined): () => Promise<Lab> {
  let lab: Promise<Lab> | undefined;
  return () => {
    lab ??= services.labs.tap({ to, port });
    return lab;
  };
}

function Tap({ route, services, columns, rows, headline, to }: TapScreenProps & { readonly to: ServiceAddress }) {
  const { symbols } = useTheme();
  const lab = useMemo(() => onceTapped(services, to, route.port), [services, to, route.port]);
  const guide = useCallback((url: string, width: number) => guideLines(url, to, width), [to]);
  const onUrl = useCallback((url: string) => headline?.([`${url}  ${symbols.line}${symbols.right}  ${to.name}`]), [headline, symbols, to]);
  return (
    <Live
      lab={lab}
      start={{ params: { to: to.name }, ...(route.conditions === undefined ? {} : { conditions: route.conditions }) }}
      service={to.name}
      guide={guide}
      onUrl={onUrl}
      services={services}
      columns={columns}
      rows={rows}
    />
  );
}
