// The gRPC lab: one service with the four kinds of call over HTTP/2 in the clear, what a deadline, a cancellation, a slow
// reader and a cut do to them, and what a browser is allowed. Its libraries are loaded when it starts.
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import type { Lab, LabContext } from './lab.ts';
import { feedStopper, tappedServer, tappedSession } from './tapped.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'rate', title: 'Quotes a second', default: 10, min: 0.1, max: 1000, step: 5, unit: '/s' },
  { kind: 'number', name: 'size', title: 'Bytes of a quote as JSON', default: 120, min: 60, max: 65_536, step: 60, unit: 'bytes' },
  { kind: 'number', name: 'clients', title: 'Streams that follow the feed', default: 1, min: 1, max: 12, step: 1, unit: '' },
  { kind: 'number', name: 'deadline', title: 'Deadline of each call; 0: none', default: 0, min: 0, max: 60_000, step: 100, unit: 'ms' },
  { kind: 'number', name: 'work', title: 'Work of the server on a unary call', default: 0, min: 0, max: 60_000, step: 100, unit: 'ms' },
  { kind: 'switch', name: 'reconnect', title: 'The client calls again after UNAVAILABLE', default: true },
  { kind: 'switch', name: 'resume', title: 'It says since which quote', default: false },
  {
    kind: 'number',
    name: 'window',
    title: 'Flow-control window of a stream',
    default: 65_535,
    min: 1024,
    max: 1_048_576,
    step: 16_384,
    unit: 'bytes',
  },
  { kind: 'switch', name: 'compression', title: 'The client compresses with gzip', default: false },
  { kind: 'number', name: 'keepalive', title: 'Time between PINGs; 0: none', default: 0, min: 0, max: 60_000, step: 250, unit: 'ms' },
  { kind: 'choice', name: 'web', title: 'What the page speaks', default: 'grpc-web', choices: ['grpc-web', 'connect'] },
];

/** How many quotes `burst` publishes at once. */
const BURST = 2000;

export const grpcStreaming: Lab = {
  id: 'grpc-streaming',
  title: 'gRPC streaming',
  summary: 'Four kinds of call on one connection, deadlines, cancellation, status and trailers, and what a slow reader does.',
  settings,
  actions: [
    { id: 'connect', title: 'server stream', key: 'c' },
    { id: 'unary', title: 'unary call', key: 'r' },
    { id: 'client-stream', title: 'client stream', key: 's' },
    { id: 'bidi', title: 'both ways', key: 'm' },
    { id: 'not-found', title: 'call that fails', key: 'e' },
    { id: 'cancel', title: 'cancel', key: 'o' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'drain', title: 'server drains', key: 'w' },
    { id: 'burst', title: `burst of ${BURST}`, key: 'u' },
    { id: 'pause-reading', title: 'stop reading', key: 'z' },
    { id: 'resume-reading', title: 'read again', key: 'y' },
    { id: 'web-unary', title: 'page: unary', key: 'p' },
    { id: 'web-stream', title: 'page: stream', key: 'P' },
    { id: 'blackhole', title: 'dead path', key: 'b' },
    { id: 'heal', title: 'heal path', key: 'v' },
    { id: 'stop-feed', title: 'stop feed', key: 't' },
  ],
  script: [
    { do: 'connect' },
    { until: { event: 'app:deliver' }, count: 5 },
    { do: 'unary' },
    { until: { event: 'grpc:status' } },
    { do: 'client-stream' },
    { until: { event: 'grpc:status' } },
    { do: 'bidi' },
    { until: { event: 'grpc:status' } },
    { do: 'not-found' },
    { until: { event: 'grpc:status', where: { status: 'NOT_FOUND' } } },
    { do: 'stop-feed' },
    { do: 'cancel' },
    { until: { event: 'app:state', where: { actor: 'server', state: 'gone' } } },
  ],

  async start(context) {
    const { createGrpcClient } = await import('./grpc-client.ts');
    const { proto, served } = await startServed(context);
    const { server, tap } = served;
    const client = createGrpcClient(tap.port, context, proto);
    let web: Promise<import('./grpc-web.ts').WebClient> | undefined;
    let over = false;
    const page = async (call: 'unary' | 'stream') => {
      web ??= import('./grpc-web.ts').then(({ createWebClient }) => createWebClient(tap.port, context, proto));
      const loaded = await web;
      if (!over) void loaded[call]();
    };
    const actions: Readonly<Record<string, () => void | Promise<void>>> = {
      connect: () => client.follow(),
      unary: () => client.unary('ACME'),
      'client-stream': () => client.report(),
      bidi: () => client.talk(),
      'not-found': () => client.unary('NONE'),
      cancel: () => client.cancel(),
      cut: () => tap.cut(),
      drain: () => server.drain(),
      burst: () => server.feed.burst(BURST),
      'pause-reading': () => client.pauseReading(),
      'resume-reading': () => client.resumeReading(),
      'web-unary': () => page('unary'),
      'web-stream': () => page('stream'),
      blackhole: () => tap.setConditions({ blackhole: true }),
      heal: () => tap.setConditions({ blackhole: false }),
      'stop-feed': feedStopper(server, context),
    };
    return tappedSession(served, {
      title: 'gRPC',
      url: `http://127.0.0.1:${tap.port}`,
      actions,
      async close() {
        over = true;
        client[Symbol.dispose]();
        (await web)?.[Symbol.dispose]();
      },
    });
  },

  async serve(context) {
    const { served } = await startServed(context);
    const { tap } = served;
    const url = `http://127.0.0.1:${tap.port}`;
    const raw = `printf '\\0\\0\\0\\0\\0' | curl -sS -i --data-binary @-`;
    return tappedServer(served, [
      { command: url, shows: 'in a browser: a page that makes a unary call and follows a stream by the Connect protocol' },
      {
        command: `${raw} --http2-prior-knowledge -H 'Content-Type: application/grpc' -H 'TE: trailers' ${url}/wirewise.Feed/Latest -o - | cat -v`,
        shows: 'a unary gRPC call by hand: an empty message of five zero bytes goes, one quote comes, then the trailers',
      },
      {
        command: `${raw} --http1.1 -H 'Content-Type: application/grpc' ${url}/wirewise.Feed/Latest`,
        shows: 'the same over HTTP/1.1, which is refused: gRPC needs HTTP/2',
      },
      {
        command: `curl -sS -H 'Content-Type: application/json' -d '{"symbol":"ACME"}' ${url}/wirewise.Feed/Latest`,
        shows: 'the same method by the Connect protocol: plain JSON, as a page would call it',
      },
      {
        command: `grpcurl -plaintext 127.0.0.1:${tap.port} wirewise.Feed/Follow`,
        shows: 'the stream through grpcurl, which asks the server for its .proto: reflection. (The text is at /feed.proto.)',
      },
    ]);
  },
};

/** The server with a tap in front that knows the .proto; their libraries are loaded here. */
async function startServed(context: LabContext) {
  const [{ startGrpcServer }, { parseFeedProto }, { withReflection }] = await Promise.all([
    import('./grpc-server.ts'),
    import('./grpc-proto.ts'),
    import('./grpc-reflection.ts'),
  ]);
  const proto = parseFeedProto();
  const named = { ...context, schema: withReflection(proto.schema) };
  return { proto, served: await startBehindTap(named, (given) => startGrpcServer(given, proto)) };
}
