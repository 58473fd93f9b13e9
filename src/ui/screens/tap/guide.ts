// What to do with a tap that nobody uses yet, as lines. Pure.
import type { ServiceAddress } from '../../../wire/service-address.ts';
import type { Line } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';

/** How a person points a client at the tap at `url`. */
export function guideLines(url: string, { name, scheme }: ServiceAddress, columns: number): readonly Line[] {
  const room = Math.max(20, Math.min(84, columns) - 2);
  const inset = (lines: readonly Line[], by = 2): readonly Line[] => lines.map((line) => [{ text: ' '.repeat(by) }, ...line]);
  const secure = scheme === 'https';
  const websocket = url.replace(/^http/, 'ws');
  return [
    [],
    ...inset(
      wrapParts(
        [{ text: 'Point your client at ' }, { text: url, bold: true }, { text: ` instead of ${name}. What passes then stands here.` }],
        room,
      ),
    ),
    [],
    ...inset([[{ text: `curl -i ${secure ? '-k ' : ''}${url}/`, role: 'function' }]], 4),
    ...inset([[{ text: `new WebSocket('${websocket}/')`, role: 'function' }]], 4),
    [],
    ...inset(
      wrapParts(
        [
          {
            text: `Every byte passes unchanged, so the Host header names this port: a server that looks at it or at a page's Origin sees another one.${secure ? ' TLS stays between the two ends; without their keys its records are what can be seen.' : ''}`,
            role: 'dim',
          },
        ],
        room,
      ),
    ),
  ];
}
