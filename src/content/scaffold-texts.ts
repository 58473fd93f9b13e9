// The texts of new content files. Each says FILL IN and what is wanted there, which the checks list as left to do; beyond
// that the checks find nothing wrong with them. Pure.
import type { QuestionKind } from '../quiz/schema.ts';

export function topicText(): string {
  return `title: "FILL IN: the title, as the contents show it"
summary: "FILL IN: what one can defend after it, one sentence"
status: growing # or ready, when nothing is missing any more
planned: "FILL IN: what is not there yet, plainly; the learner reads it"
`;
}

export function lessonText(lab: string | undefined): string {
  return `---
title: "FILL IN: the title, as the contents show it"
summary: "FILL IN: what one knows afterwards, one sentence"
minutes: 3 # five at most; the check counts the words
${lab ? `lab: ${lab}` : '# lab: websocket # the lab that shows it, by its id'}
# decision: transport # the family of the decision quiz that it leads to
myths:
  - claim: "FILL IN: what people say that is not so"
    truth: "FILL IN: what is so"
    source: "FILL IN: id#section of sources.yaml"
glossary:
  - term: "FILL IN: a word of this lesson"
    meaning: "FILL IN: what it means, one line"
    source: "FILL IN: id#section"
---

## What it is

FILL IN: a claim and, right behind it, what it rests on, like this: [^rfc9110#9.3.1]. One idea for each paragraph.

## When, and when not

FILL IN: what decides for it, what decides against it, and what it costs [^rfc9110#9.3.1]. Code stands in samples/ and is shown with \`sample=\`.
`;
}

/** The kinds in the order of a quiz. */
export const QUESTION_KINDS = ['choice', 'several', 'order', 'number', 'trace'] as const satisfies readonly QuestionKind[];

/** A quiz of these kinds of question about a lesson; ids begin with `prefix`. */
export function quizText(lesson: string, prefix: string, kinds: readonly QuestionKind[]): string {
  return `# Ids stay for ever: the learner's progress refers to them. A quiz wants ten questions at least, of all five kinds.
questions:
${kinds.map((kind) => questionText(kind, `${prefix}-${kind}`, lesson)).join('\n')}`;
}

function questionText(kind: QuestionKind, id: string, lesson: string): string {
  const head = (difficulty: number) => `  - id: ${id}
    kind: ${kind}
    difficulty: ${difficulty} # 1 recall, 2 why, 3 what breaks
    prompt: "FILL IN: the question"
    source: "FILL IN: id#section"
    see: lesson:${lesson} # or lab:<id>, or experiment:<id>
`;
  const options = `    options: # wrong ones plausible, about as long as the right one, each with its own reason
      - { text: "FILL IN: the right answer", correct: true, why: "FILL IN: why it is right" }
      - { text: "FILL IN: a wrong one that people give", why: "FILL IN: why it is wrong" }
      - { text: "FILL IN: another one that people give", why: "FILL IN: why that is wrong" }
`;
  switch (kind) {
    case 'choice':
    case 'several':
      return `${head(2)}${options}`;
    case 'order':
      return `${head(2)}    steps: # in the right order; they are shown shuffled
      - "FILL IN: what comes first"
      - "FILL IN: what comes second"
      - "FILL IN: what comes last"
    why: "FILL IN: what forces this order"
`;
    case 'number':
      return `${head(1)}    answer: 1 # FILL IN: the number
    unit: "FILL IN: its unit, or an empty text"
    tolerance: 0
    why: "FILL IN: how one gets it"
    traps:
      - { value: 2, why: "FILL IN: why people say so" }
`;
    case 'trace':
      return `${head(3)}    trace: # lines as \`wirewise lab\` prints them
      - "FILL IN: a line"
      - "FILL IN: the next line"
${options}`;
  }
}

export function experimentText(slug: string, lab: string): string {
  const question = `      prompt: "FILL IN: the question"
      options: # exactly one must hold in the run
        - text: "FILL IN: one outcome"
          holds: { measure: connections, is: '=', value: 1 } # FILL IN: what is true of the trace when this is right
          why: "FILL IN: why one may think so, and why it is not so"
        - text: "FILL IN: another outcome"
          holds: { measure: connections, is: '>', value: 1 } # FILL IN: the same for this one
          why: "FILL IN: why one may think so"
`;
  return `# Predict, run, say what was seen, explain. Actions, settings and measurements are the lab's: wirewise lab ${lab} --help
experiments:
  - id: ${slug}-first
    title: "FILL IN: the title"
    lab: ${lab}
    setup: "FILL IN: what is about to happen, two to five sentences"
    params: {} # settings of the lab
    conditions: {} # of the path: rtt, loss, cutAfter, buffering, idleTimeout
    predict:
${question}    steps:
      - do: connect # FILL IN: an action, then what to wait for
      - until: { event: tcp:open }
    observe:
${question}    show:
      - { label: "FILL IN: a label", measure: connections }
    explain: "FILL IN: what happened and why, with {{connections}} for the measured value"
    sources: ["FILL IN: id#section"]
`;
}

/** A case for the decision quiz: the rules of its family must make the accepted options win. */
export function scenarioText(slug: string, family: string): string {
  return `# The check works out what the rules of ${family} choose: wirewise decide ${family} --help lists dimensions and values.
scenarios:
  - id: ${slug}
    title: "FILL IN: the title"
    story: "FILL IN: the product, two sentences, without naming a technology"
    requirements: {} # FILL IN: dimension: value, as many as the story says
    accepts: [option] # FILL IN: the options that may win, the expected one first
    source: "FILL IN: id#section of sources.yaml"
`;
}

/** A mock interview. What it requires and accepts is an example that the rules of the course bear out. */
export function interviewText(): string {
  const option = (text: string, extra = '') => `    - text: "FILL IN: ${text}"
${extra}      why: "FILL IN: why it is ${extra === '' ? 'not what fails first' : 'right'}"
`;
  return `title: "FILL IN: the title"
level: 2 # 1 warm-up, 2 mid, 3 senior, 4 staff
families: [transport] # FILL IN: wirewise decide names the families; the first is asked for reasons and a runner-up
prompt: "FILL IN: what the interviewer says, vague, one to four sentences"
requirements: # FILL IN: the truth behind it: family, dimension, value
  transport: { direction: server-to-client, update-rate: moderate, client: browser, payload: text }
given: { transport: [client] } # FILL IN: what the prompt says already
answers: # the interviewer's own words; where there are none, the value's title is said
  transport:
    direction: "FILL IN: what the interviewer answers when asked for it"
accepts: { transport: [sse] } # FILL IN: the options that may be chosen; the rules must put the first on top
budget: 4 # how many clarifying questions may be asked
estimates:
  - id: connections
    prompt: "FILL IN: a question for a number, with every figure that it needs"
    answer: 1000 # FILL IN: the number
    unit: "FILL IN: its unit"
    factor: 1.5 # from a third less to a half more is right
    working: "FILL IN: how one gets it"
    traps:
      - { value: 10, why: "FILL IN: why people say so" }
    source: "FILL IN: id#section"
failure:
  prompt: "FILL IN: ask for the likeliest failure and its cure"
  options:
${option('a failure and its cure', '      correct: true\n')}${option('another one')}${option('a third one')}${option('a fourth one')}  source: "FILL IN: id#section"
  see: lab:sse # FILL IN: where it can be seen: lesson:, lab: or experiment:
twists:
  - say: "FILL IN: a requirement changes"
    change: { transport: { direction: bidirectional, update-rate: high } } # FILL IN: which
    accepts: { transport: [websocket] } # FILL IN: what wins now
    why: "FILL IN: why one stays or moves"
    source: "FILL IN: id#section"
    see: lab:websocket # FILL IN: where it can be seen
source: "FILL IN: id#section of the real system that it is modelled on"
see: [lab:sse] # FILL IN: where to look
`;
}
