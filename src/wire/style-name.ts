// The names of the four API styles as people write them. Pure data.
export const STYLE_NAMES = { rest: 'REST', graphql: 'GraphQL', grpc: 'gRPC', trpc: 'tRPC' } as const;
