// The rule books of the course, held to what a decision may claim: whatever is required, the engine answers sanely, and
// each family says of its scenarios what an experienced person would. The ids are those of fixtures/dimensions.json.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../src/content/compile.ts';
import { conflictsOf, decideDesign } from '../../src/decision/design.ts';
import { leaders, rank } from '../../src/decision/rank.ts';
import { recommend } from '../../src/decision/recommend.ts';
import type { Requirements, Rule, RuleBook } from '../../src/decision/schema.ts';

const compiled = await compileContent(fileURLToPath(new URL('../../content', import.meta.url)));
if (!compiled.ok) throw new Error(compiled.problems.map(({ where, line, message }) => `${where}:${line}: ${message}`).join('\n'));
const books = compiled.value.decisions.map((book) => ({ family: book.family, book }));

interface Family {
  readonly options: readonly string[];
  readonly dimensions: Readonly<Record<string, { readonly values: readonly string[] }>>;
}
const families: Readonly<Record<string, Family>> = JSON.parse(
  readFileSync(new URL('../fixtures/dimensions.json', import.meta.url), 'utf8'),
);

const RUNS = { numRuns: 150 };

/** Some answers to some of the questions. */
const answers = (book: RuleBook): fc.Arbitrary<Requirements> =>
  fc
    .record(
      Object.fromEntries(book.dimensions.map(({ id, values }) => [id, fc.option(fc.constantFrom(...values.map((value) => value.id)))])),
    )
    .map((given) => Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== null)));
/** One question of the book with one answer to it. */
const answer = (book: RuleBook) =>
  fc.constantFrom(...book.dimensions.flatMap(({ id, values }) => values.map((value) => ({ dimension: id, value: value.id }))));

/** Whether a rule fits, said once more in other words than the engine's. */
const fits = (rule: Rule, requirements: Requirements) =>
  Object.keys(rule.when).length > 0 && Object.entries(rule.when).every(([id, wanted]) => [wanted].flat().includes(requirements[id] ?? ''));
/** Whether a rule has to do with an answer. */
const mentions = (rule: Rule, dimension: string, value: string) => [rule.when[dimension] ?? []].flat().includes(value);
/** An answer favours an option where a rule counts it for that option, alone or together with others. */
const favours = (book: RuleBook, option: string, dimension: string, value: string, alone: boolean) =>
  book.rules.some(
    (rule) =>
      rule.candidate === option &&
      typeof rule.effect === 'number' &&
      rule.effect > 0 &&
      mentions(rule, dimension, value) &&
      (!alone || Object.keys(rule.when).length === 1),
  );
const scoresOf = (book: RuleBook, requirements: Requirements) =>
  new Map(rank(book, requirements).map((candidate) => [candidate.option, candidate]));
/** Answers with which an option wins alone, found by adding what helps it most. */
function winning(book: RuleBook, option: string): Requirements | undefined {
  let requirements: Requirements = {};
  const lead = (given: Requirements) => {
    const open = rank(book, given).filter(({ excluded }) => excluded === null);
    const own = open.find((candidate) => candidate.option === option);
    const best = Math.max(...open.filter((candidate) => candidate !== own).map(({ score }) => score), -1000);
    return own === undefined ? -2000 : own.score - best;
  };
  for (const { id } of book.dimensions) {
    const tries = book.dimensions
      .filter((dimension) => requirements[dimension.id] === undefined)
      .flatMap((dimension) => dimension.values.map((value) => ({ ...requirements, [dimension.id]: value.id })));
    const best = tries.sort((one, other) => lead(other) - lead(one))[0];
    if (best === undefined) throw new Error(`no answers left at ${id}`);
    requirements = best;
    if (lead(requirements) > 0) return requirements;
  }
  return undefined;
}

it('has rule books', () => {
  expect(books.map(({ family }) => family)).toContain('transport');
  expect(Object.keys(families)).toEqual(expect.arrayContaining(books.map(({ family }) => family)));
});

describe.each(books)('$family', ({ family, book }) => {
  it('has the options, dimensions and values that it must have, each with a title', () => {
    const expected = families[family];
    expect(book.candidates.map(({ id }) => id)).toEqual(expected?.options);
    const dimensions = book.dimensions.map(({ id, values }) => [id, { values: values.map((value) => value.id) }]);
    const wanted = Object.entries(expected?.dimensions ?? {}).map(([id, { values }]) => [id, { values }]);
    expect(dimensions).toEqual(wanted);
  });

  it('has a rule for each value, and no rule for a value that is not there', () => {
    const known = book.dimensions.flatMap(({ id, values }) => values.map((value) => `${id}=${value.id}`));
    const used = book.rules.flatMap((rule) =>
      Object.entries(rule.when).flatMap(([id, wanted]) => [wanted].flat().map((one) => `${id}=${one}`)),
    );
    expect(known.filter((value) => !used.includes(value))).toEqual([]);
    expect(used.filter((value) => !known.includes(value))).toEqual([]);
    expect(book.rules.filter((rule) => rule.effect === 0)).toEqual([]);
  });

  it('says each thing once', () => {
    const said = book.rules.map((rule) => `${rule.candidate} ${JSON.stringify(rule.when)}`);
    expect(said.filter((one, index) => said.indexOf(one) !== index)).toEqual([]);
  });

  it('lets each value change some ranking', () => {
    const idle = book.dimensions.flatMap(({ id, values }) =>
      values
        .filter(({ id: value }) => {
          const alone = book.rules.filter((rule) => mentions(rule, id, value));
          return !alone.some((rule) => {
            const context = Object.fromEntries(Object.entries(rule.when).map(([key, wanted]) => [key, [wanted].flat()[0] as string]));
            const { [id]: _gone, ...without } = context;
            return JSON.stringify(rank(book, { ...without, [id]: value })) !== JSON.stringify(rank(book, without));
          });
        })
        .map((value) => `${id}=${value.id}`),
    );
    expect(idle).toEqual([]);
  });

  it('lets every option win for some requirements, or says that it is history', () => {
    for (const candidate of book.candidates) {
      if (candidate.history !== undefined) continue;
      const requirements = winning(book, candidate.id);
      expect(requirements, `${candidate.id} never wins`).toBeDefined();
      expect(leaders(rank(book, requirements ?? {}))).toEqual([candidate.id]);
    }
  });

  it('never lowers an option by a requirement that favours it, nor lets one pass it that the requirement does not favour', () => {
    fc.assert(
      fc.property(answers(book), answer(book), (given, { dimension, value }) => {
        const { [dimension]: _before, ...before } = given;
        const after = { ...before, [dimension]: value };
        const [then, now] = [scoresOf(book, before), scoresOf(book, after)];
        for (const [option, candidate] of now) {
          const was = then.get(option);
          if (was === undefined || was.excluded !== null || !favours(book, option, dimension, value, true)) continue;
          expect(candidate.excluded, `${option} with ${JSON.stringify(after)}`).toBeNull();
          expect(candidate.score).toBeGreaterThanOrEqual(was.score);
          for (const [other, rival] of now) {
            const rivalWas = then.get(other);
            if (rival.excluded !== null || rivalWas === undefined || favours(book, other, dimension, value, false)) continue;
            if (rivalWas.excluded === null && was.score >= rivalWas.score)
              expect(candidate.score, `${option} against ${other} with ${JSON.stringify(after)}`).toBeGreaterThanOrEqual(rival.score);
          }
        }
      }),
      RUNS,
    );
  });

  it('takes back by no rule of several answers what one of them gave alone', () => {
    const taken = book.rules.filter(
      (rule) =>
        Object.keys(rule.when).length > 1 &&
        (rule.effect === 'exclude' || rule.effect < 0) &&
        Object.entries(rule.when).some(([id, wanted]) => [wanted].flat().some((value) => favours(book, rule.candidate, id, value, true))),
    );
    expect(taken).toEqual([]);
  });

  it('never lets an option win whose must is unmet, and ranks it after all that may', () => {
    fc.assert(
      fc.property(answers(book), (requirements) => {
        const { ranked, leaders: top } = recommend(book, requirements);
        const out = new Set([
          ...book.rules.filter((rule) => rule.effect === 'exclude' && fits(rule, requirements)).map(({ candidate }) => candidate),
          ...book.candidates.filter(({ history }) => history !== undefined).map(({ id }) => id),
        ]);
        expect(new Set(ranked.filter(({ excluded }) => excluded !== null).map(({ option }) => option))).toEqual(out);
        expect(top.filter((option) => out.has(option))).toEqual([]);
        const open = ranked.length - out.size;
        expect(ranked.slice(0, open).every(({ excluded }) => excluded === null)).toBe(true);
      }),
      RUNS,
    );
  });

  it('sums its scores from reasons that apply, best first', () => {
    fc.assert(
      fc.property(answers(book), (requirements) => {
        const open = rank(book, requirements).filter(({ excluded }) => excluded === null);
        expect(open.map(({ score }) => score)).toEqual(open.map(({ score }) => score).sort((one, other) => other - one));
        for (const { option, score, reasons } of open) {
          const applied = book.rules.filter((rule) => rule.candidate === option && fits(rule, requirements));
          expect(score).toBe(applied.reduce((sum, { effect }) => sum + (effect as number), 0));
          for (const { dimension, value } of reasons) expect(requirements[dimension]).toBe(value);
        }
      }),
      RUNS,
    );
  });

  it('says a tie where the top score is shared, and only there', () => {
    fc.assert(
      fc.property(answers(book), (requirements) => {
        const { ranked, tie, leaders: top } = recommend(book, requirements);
        const [first, second] = ranked.filter(({ excluded }) => excluded === null);
        expect(tie).toBe(first !== undefined && second !== undefined && first.score === second.score);
        expect(tie).toBe(top.length > 1);
      }),
      RUNS,
    );
  });

  it('does not care about the order of the answers', () => {
    fc.assert(
      fc.property(
        answers(book).chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(Object.entries(given), { minLength: Object.keys(given).length })),
        ),
        ([given, shuffled]) => {
          expect(recommend(book, Object.fromEntries(shuffled))).toEqual(recommend(book, given));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('names changes that really flip the winner, of which none is larger than it must be', () => {
    fc.assert(
      fc.property(answers(book), (requirements) => {
        const winner = (given: Requirements) => {
          const top = leaders(rank(book, given));
          return top.length === 1 ? top[0] : undefined;
        };
        const now = winner(requirements);
        const named = recommend(book, requirements).counterfactuals;
        if (now === undefined) {
          expect(named).toEqual([]);
          return;
        }
        for (const { change, winner: then } of named) {
          expect(change.from).toBe(requirements[change.dimension] ?? null);
          expect(then).not.toBe(now);
          expect(winner({ ...requirements, [change.dimension]: change.to })).toBe(then);
        }
        // Each flip is named, by itself or by a smaller step the same way on the same scale.
        for (const { id, ordered, values } of book.dimensions) {
          const place = (value: string | null) => values.findIndex((one) => one.id === value);
          const from = requirements[id];
          for (const { id: to } of values) {
            const then = winner({ ...requirements, [id]: to });
            if (to === from || then === undefined || then === now) continue;
            const between = (value: string) =>
              ordered === true && from !== undefined && (place(value) - place(from)) * (place(to) - place(value)) > 0;
            const smaller = named.some(({ change, winner: other }) => change.dimension === id && other === then && between(change.to));
            const itself = named.some(({ change, winner: other }) => change.dimension === id && other === then && change.to === to);
            expect(itself !== smaller, `${id}: ${from} to ${to}`).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('asks only what is open and could change who leads', () => {
    fc.assert(
      fc.property(answers(book), (requirements) => {
        const { ask, questions, leaders: top } = recommend(book, requirements);
        expect(ask).toBe(questions[0] ?? null);
        for (const { id, values } of book.dimensions) {
          const matters = values.some((value) => leaders(rank(book, { ...requirements, [id]: value.id })).join() !== top.join());
          expect(questions.includes(id)).toBe(requirements[id] === undefined && matters);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(book.scenarios.map((scenario) => ({ id: scenario.id, scenario })))('$id is won by whom its story accepts', ({ scenario }) => {
    const { ranked, leaders: top } = recommend(book, scenario.requirements);
    expect(top, ranked.map(({ option, score }) => `${option} ${score}`).join(', ')).toEqual([scenario.accepts[0]]);
    const open = ranked.filter(({ excluded }) => excluded === null).map(({ option }) => option);
    expect(scenario.accepts.filter((option) => !open.includes(option))).toEqual([]);
  });

  it('has scenarios enough, and among them a winner for each option that may win', () => {
    expect(book.scenarios.length).toBeGreaterThanOrEqual(family === 'transport' ? 12 : 8);
    const won = new Set(book.scenarios.map(({ accepts }) => accepts[0]));
    expect(book.candidates.filter(({ id, history }) => history === undefined && !won.has(id)).map(({ id }) => id)).toEqual([]);
  });
});

describe('designs', () => {
  const { tensions = [], designs = [] } = compiled.value;
  const all = books.map(({ book }) => book);
  const requirements = fc.record(Object.fromEntries(all.map((book) => [book.family, answers(book)])));

  it('are at least eight, and run into each kind of conflict that a reviewer would ask about', () => {
    expect(designs.length).toBeGreaterThanOrEqual(8);
    const met = new Set(designs.flatMap(({ conflicts }) => conflicts));
    for (const id of ['sse-wants-http-2', 'grpc-in-a-browser', 'websocket-through-a-cdn']) expect(met).toContain(id);
  });

  it.each(designs.map((design) => ({ slug: design.slug, design })))('$slug is decided as it says', ({ design }) => {
    const { choice, conflicts, together } = decideDesign(all, tensions, design.requirements);
    expect(choice).toEqual(Object.fromEntries(Object.entries(design.accepts).map(([family, [first]]) => [family, first])));
    expect(Object.keys(design.requirements).sort()).toEqual(all.map(({ family }) => family).sort());
    expect(conflicts.map(({ id }) => id).sort()).toEqual([...design.conflicts].sort());
    expect(together).not.toBeNull();
  });

  it('find a choice for all families in which nothing breaks, at no loss exactly where nothing broke', () => {
    fc.assert(
      fc.property(requirements, (given) => {
        const { choice, conflicts, together } = decideDesign(all, tensions, given);
        const broken = conflicts.some(({ severity }) => severity === 'breaks');
        if (together === null) {
          expect(broken || Object.keys(choice).length === 0).toBe(true);
          return;
        }
        expect(together.conflicts.filter(({ severity }) => severity === 'breaks')).toEqual([]);
        expect(together.conflicts).toEqual(conflictsOf(tensions, together.choice, given));
        if (!broken) expect(together.loss).toBe(0);
        let loss = 0;
        for (const { family, recommendation } of decideDesign(all, [], given).decisions) {
          const score = (option: string | undefined) => recommendation.ranked.find((one) => one.option === option)?.score ?? 0;
          loss += score(choice[family]) - score(together.choice[family]);
          expect(recommendation.ranked.find((one) => one.option === together.choice[family])?.excluded ?? null).toBeNull();
        }
        expect(together.loss).toBe(loss);
      }),
      { numRuns: 40 },
    );
  });
});
