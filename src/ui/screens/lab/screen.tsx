// A lab of the course on the screen, by its id.
import { Text } from 'ink';
import { useEffect } from 'react';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { Live } from './live.tsx';

export type LabScreenProps = ScreenProps<Extract<Route, { screen: 'lab' }>>;

export function LabScreen({ route, services, columns, rows, record }: LabScreenProps) {
  const known = services.labs.list.some(({ id }) => id === route.lab);
  useEffect(() => {
    if (known) record({ kind: 'visited', place: { screen: 'lab', lab: route.lab } });
  }, [known, record, route.lab]);
  if (!known) return <Text>There is no lab of that name.</Text>;
  return <Live lab={route.lab} start={route.start} services={services} columns={columns} rows={rows} />;
}
