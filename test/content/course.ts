// A small sound course as files in memory, and what a lab would let it mention.
import { checkFiles } from '../../src/content/check.ts';
import type { Known } from '../../src/content/known.ts';
import { describeProblem } from '../../src/lib/problem.ts';
import { CONDITION_SETTINGS } from '../../src/wire/conditions.ts';

export const LESSON = 'topics/01-first/01-cats';

export const known: Known = {
  labs: new Map([
    [
      'echo',
      {
        actions: ['connect', 'cut'],
        settings: [{ kind: 'number', name: 'rate', title: 'Rate', default: 1, min: 1, max: 9, step: 1, unit: '/s' }],
      },
    ],
  ]),
  events: { 'tcp:open': ['clientPort'], 'app:deliver': ['id', 'client'] },
  measures: ['connections', 'delivered'],
  conditions: CONDITION_SETTINGS,
};

const FILES: Readonly<Record<string, string>> = {
  'sources.yaml': 'rfc1: { title: "RFC 1", url: "https://example.org/rfc1", checked: "2026-11-24" }\n',
  'topics/01-first/topic.yaml': 'title: First\nsummary: Know cats.\nstatus: ready\n',
  [`${LESSON}/lesson.md`]: `---
title: Cats
summary: What cats do.
minutes: 1
lab: echo
decision: pets
myths:
  - claim: Cats swim.
    truth: Few do.
    source: rfc1#2
glossary:
  - { term: cat, meaning: An animal, source: rfc1#1 }
---

## What it is

A cat sleeps [^rfc1#1].

\`\`\`js sample=cat.js
export const cat = () => 'miaow';
\`\`\`
`,
  [`${LESSON}/samples/cat.js`]: "// A cat.\nexport const cat = () => 'miaow';\n",
  [`${LESSON}/quiz.yaml`]: `questions:
  - id: cat-one
    kind: choice
    difficulty: 1
    prompt: What does it say?
    options:
      - { text: Miaow, correct: true, why: It does. }
      - { text: Woof, why: That is a dog. }
      - { text: Nothing, why: It speaks. }
    source: rfc1#1
    see: lesson:cats
  - id: cat-legs
    kind: number
    difficulty: 1
    prompt: How many legs?
    answer: 4
    tolerance: 0
    why: Count them.
    traps:
      - { value: 2, why: That is a bird. }
    source: rfc1#1
    see: experiment:cat-run
`,
  [`${LESSON}/experiment.yaml`]: `experiments:
  - id: cat-run
    title: A cat runs
    lab: echo
    setup: It runs.
    params: { rate: 2 }
    conditions: { rtt: 20 }
    predict:
      prompt: How many?
      options:
        - { text: One, holds: { measure: connections, is: '=', value: 1 }, why: It is one. }
        - { text: Two, holds: { not: { count: { event: tcp:open }, is: '<', value: 2 } }, why: It is two. }
    steps:
      - do: connect
      - until: { event: app:deliver, where: { client: /a/ } }
      - set: { loss: 5 }
    observe:
      prompt: How many came?
      number: { measure: delivered, unit: messages, tolerance: 0.1, why: Count. }
    show:
      - { label: Connections, measure: connections }
    explain: There were {{connections}}.
    sources: [rfc1#1]
`,
  'decisions/pets/requirements.yaml': `title: Pets
dimensions:
  - id: space
    question: How much space?
    why: Dogs run.
    values: [{ id: flat, title: A flat }, { id: farm, title: A farm }]
`,
  'decisions/pets/candidates.yaml': `candidates:
  - { id: cat, title: Cat, summary: It sleeps., cost: Hair., failure: It leaves., source: rfc1#1 }
  - { id: dog, title: Dog, summary: It runs., cost: Walks., failure: It barks., source: rfc1#2 }
`,
  'decisions/pets/rules.yaml': `rules:
  - { candidate: cat, when: { space: flat }, effect: 2, because: It needs little., source: rfc1#1 }
  - { candidate: dog, when: { space: [farm] }, effect: 2, because: It needs much., source: rfc1#2 }
`,
  'decisions/pets/scenarios.yaml': `scenarios:
  - { id: town, title: Town, story: A flat in town., requirements: { space: flat }, accepts: [cat], source: rfc1#1 }
`,
};

/** The course with some files changed: a text replaces a file, a pair replaces words in it, null removes it. */
export function course(changes: Readonly<Record<string, string | readonly [from: string, to: string] | null>> = {}): Map<string, string> {
  const files = new Map(Object.entries(FILES));
  for (const [path, change] of Object.entries(changes)) {
    if (change === null) files.delete(path);
    else if (typeof change === 'string') files.set(path, change);
    else {
      const text = files.get(path) ?? '';
      if (!text.includes(change[0])) throw new Error(`${path} does not contain '${change[0]}'`);
      files.set(path, text.replace(change[0], change[1]));
    }
  }
  return files;
}

/** What is wrong with the changed course, as lines. */
export function problemsOf(changes: Parameters<typeof course>[0] = {}): readonly string[] {
  return checkFiles(course(changes), known).problems.map(describeProblem);
}
