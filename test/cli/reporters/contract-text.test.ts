import { expect, it } from 'vitest';
import { contractText } from '../../../src/cli/reporters/contract-text.ts';
import type { EventData } from '../../../src/wire/event.ts';
import { eventOf } from '../../wire/event-of.ts';

const outcome = (data: Partial<EventData['app:contract']>, source: 'hook' | 'recorded' = 'hook') =>
  eventOf('app:contract', { api: 'trpc', change: 'rename-field', client: 'installed', outcome: 'wrong', words: '', ...data }, { source });

it('is a table of who notices when, and the words of those that do', () => {
  const events = [
    outcome({ change: 'add-field', outcome: 'works', words: 'shows “Tea costs 4.00”' }),
    outcome({ words: 'shows “Tea costs NaN”' }),
    outcome({ client: 'rebuilt', outcome: 'build-error', words: "Property 'priceCents' does not exist on type 'Product'." }, 'recorded'),
    outcome({ api: 'graphql', outcome: 'refused', words: '400: Cannot query field "priceCents"' }),
  ];
  expect(contractText(events, 80).join('\n')).toMatchInlineSnapshot(`
    "
    Who breaks, and when it is noticed
                         add-field  rename-field
      GraphQL installed             first call    hook
      tRPC installed     works      never         hook
      tRPC rebuilt                  at build      recorded

      tRPC installed, rename-field: shows “Tea costs NaN” [hook]
      tRPC rebuilt, rename-field: Property 'priceCents' does not exist on type
        'Product'. [recorded]
      GraphQL installed, rename-field: 400: Cannot query field "priceCents" [hook]"
  `);
});

it('is nothing where no contract was changed', () => {
  expect(contractText([], 80)).toEqual([]);
});
