// Writing a query for the shop: suggestions by graphql-language-service, mistakes by the executor's own validation, and what the
// server's limits will say of it. Sends nothing.
import { GraphQLError, getOperationAST, parse, print, specifiedRules, validate } from 'graphql';
import { getAutocompleteSuggestions, Position } from 'graphql-language-service';
import type { Composer, Mistake, Suggestion } from './composer.ts';
import { HOSTILE, PARTIAL, SCREEN_QUERIES, shopSchema, weigh } from './shop-graphql.ts';

/** Keywords that a server takes from no client: they belong to schemas. */
const OF_SCHEMAS = new Set(['extend', 'type', 'interface', 'union', 'input', 'scalar', 'schema', 'enum', 'directive', 'fragment']);

/** Where a line and column are, counted from 0, in the text. */
function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return new Position(before.length - 1, before.at(-1)?.length ?? 0);
}

const kindOf = (type: unknown, detail: string | undefined) => (type === undefined ? (detail ?? '') : String(type));

export function createShopComposer(): Composer {
  const schema = shopSchema();
  const problems = (text: string): readonly GraphQLError[] => {
    try {
      return validate(schema, parse(text), specifiedRules);
    } catch (problem) {
      if (problem instanceof GraphQLError) return [problem];
      throw problem;
    }
  };
  return {
    noun: 'query',
    examples: [SCREEN_QUERIES.list, SCREEN_QUERIES.detail, PARTIAL, HOSTILE].map((query) => print(parse(query))),
    suggest(text, cursor) {
      const from = cursor - (/\w*$/.exec(text.slice(0, cursor))?.[0].length ?? 0);
      const written = text.slice(from, cursor).toLowerCase();
      const known = new Map<string, Suggestion>();
      for (const { label, insertText, type, detail } of getAutocompleteSuggestions(schema, text, positionOf(text, cursor))) {
        const word = insertText ?? label;
        if (!OF_SCHEMAS.has(label) && word.toLowerCase().startsWith(written) && word !== text.slice(from, cursor))
          known.set(label, { text: word, detail: kindOf(type, detail) });
      }
      return { from, all: [...known.values()] };
    },
    check: (text) => problems(text).map(({ message, positions }): Mistake => ({ message, at: positions?.[0] ?? 0 })),
    weigh(text) {
      if (text.trim() === '' || problems(text).length > 0) return '';
      const operation = getOperationAST(parse(text));
      if (operation == null) return '';
      const { depth, cost } = weigh(operation.selectionSet);
      return Number.isFinite(cost) ? `${depth} ${depth === 1 ? 'level' : 'levels'} deep, up to ${cost} fields` : '';
    },
  };
}
