// The shop's graph over HTTP: graphql-http for queries and mutations, graphql-sse for subscriptions. Deep and dear queries are
// refused before anything is read; known operations may come by GET and be cached.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DocumentNode, type ExecutionArgs, GraphQLError, Kind, parse, specifiedRules, validate } from 'graphql';
import { createHandler } from 'graphql-http';
import { createHandler as createStreamHandler } from 'graphql-sse/lib/use/http';
import type { Shop } from './shop.ts';
import { createRoot, type GraphqlLimits, SCREEN_QUERIES, shopSchema, weigh } from './shop-graphql.ts';
import { textOf } from './shop-rest.ts';
import type { ScreenName } from './shop-screens.ts';

interface Wanted {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly operationName?: string | null | undefined;
}

type Admitted = ExecutionArgs & { readonly contextValue: undefined };

/** Serves /graphql; `GET /graphql?id=list` runs a stored operation and may be cached; who accepts an event stream gets one. */
export function createGraphqlHandler(shop: Shop, { loader, depth, cost }: GraphqlLimits) {
  const schema = shopSchema();
  /** What is to be executed, or why it will not be. */
  const admit = ({ query, variables, operationName }: Wanted): Admitted | readonly GraphQLError[] => {
    let document: DocumentNode;
    try {
      document = parse(query);
    } catch (error) {
      return [error as GraphQLError];
    }
    const wrong = validate(schema, document, specifiedRules);
    if (wrong.length > 0) return wrong;
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION)
        return [new GraphQLError('this server takes no fragments: it could not weigh them')];
      const weight = weigh(definition.selectionSet);
      if (depth > 0 && weight.depth > depth) return [refusal(`the query is ${weight.depth} levels deep, ${depth} are allowed`)];
      if (cost > 0 && weight.cost > cost) return [refusal(`the query may cost ${weight.cost} fields, ${cost} are allowed`)];
    }
    return { schema, document, rootValue: createRoot(shop, loader), variableValues: variables, operationName, contextValue: undefined };
  };
  const handle = createHandler<IncomingMessage>({ schema, onSubscribe: (_, wanted) => admit(wanted) });
  const stream = createStreamHandler({
    schema,
    onSubscribe(_, wanted) {
      const args = admit(wanted);
      return 'schema' in args ? args : { errors: args };
    },
  });

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers.accept?.includes('text/event-stream') === true) return stream(request, response);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const id = url.searchParams.get('id');
    const stored = id !== null && Object.hasOwn(SCREEN_QUERIES, id) ? SCREEN_QUERIES[id as ScreenName] : undefined;
    if (stored !== undefined) url.searchParams.set('query', stored);
    const [body, { status, statusText, headers = {} }] = await handle({
      method: request.method ?? 'GET',
      url: `${url.pathname}${url.search}`,
      headers: request.headers as Record<string, string>,
      body: () => textOf(request),
      raw: request,
      context: undefined,
    });
    // Stored operations have a short URL and are safe: a cache may keep their answer (RFC 9111 section 3). No other may be.
    const kept = stored !== undefined && request.method === 'GET' && status === 200 && id !== 'dashboard';
    response.writeHead(status, statusText, { ...headers, 'Cache-Control': kept ? 'public, max-age=60' : 'no-store' });
    response.end(body ?? undefined);
  };
}

const refusal = (message: string) => new GraphQLError(message, { extensions: { code: 'TOO_DEAR' } });
