// Made by scripts/record-compiler.mjs: the compiler's own words, not to be edited. A test holds them to the compiler.
export const RECORDED = {
  compiler: 'TypeScript 7.0.2',
  words: {
    rest: {
      'add-field': [],
      'rename-field': [
        {
          code: 'TS2551',
          at: 'client.ts:5:46',
          text: "Property 'priceCents' does not exist on type 'Product'. Did you mean 'priceInCents'?",
        },
      ],
      'remove-field': [
        {
          code: 'TS2339',
          at: 'client.ts:5:46',
          text: "Property 'priceCents' does not exist on type 'Product'.",
        },
      ],
      'require-input': [
        {
          code: 'TS2741',
          at: 'client.ts:7:7',
          text: "Property 'country' is missing in type '{ productId: number; quantity: number; }' but required in type 'NewOrder'.",
        },
      ],
    },
    grpc: {
      'add-field': [],
      'rename-field': [
        {
          code: 'TS2551',
          at: 'client.ts:8:75',
          text: "Property 'priceCents' does not exist on type 'Product__Output'. Did you mean 'priceInCents'?",
        },
      ],
      'remove-field': [
        {
          code: 'TS2339',
          at: 'client.ts:8:75',
          text: "Property 'priceCents' does not exist on type 'Product__Output'.",
        },
      ],
      'require-input': [],
    },
    trpc: {
      'add-field': [],
      'rename-field': [
        {
          code: 'TS2551',
          at: 'client.ts:7:46',
          text: "Property 'priceCents' does not exist on type '{ id: number; name: string; priceInCents: number; }'. Did you mean 'priceInCents'?",
        },
      ],
      'remove-field': [
        {
          code: 'TS2339',
          at: 'client.ts:7:46',
          text: "Property 'priceCents' does not exist on type '{ id: number; name: string; }'.",
        },
      ],
      'require-input': [
        {
          code: 'TS2741',
          at: 'client.ts:9:41',
          text: "Property 'country' is missing in type '{ productId: number; quantity: number; }' but required in type '{ productId: number; quantity: number; country: string; }'.",
        },
      ],
    },
  },
} as const;
