// A course of one's own in a real terminal: made, watched while it is filled in, opened, and a design of it changed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { KEYS, nodeCommand, openTerminal } from './terminal.ts';

const PATIENCE = 20_000;
const QUIZ = `questions:
  - id: ours-first
    kind: choice
    difficulty: 2
    prompt: "May our gateway send a POST again?"
    source: rfc9110#9.2.2
    see: lesson:webhooks
    options:
      - { text: "Only where it knows that nothing happens twice", correct: true, why: "POST is not idempotent by itself." }
      - { text: "Always, after a second", why: "The first one may have been carried out." }
      - { text: "Never, whatever is in it", why: "A key for it can make it safe." }
`;

it('lints as one types, ends with Ctrl-C, and is then part of the course', async () => {
  await using watched = openTerminal({ command: [...nodeCommand(), 'check', 'nowhere'] });
  expect((await watched.exited).code).toBe(1);
  const course = path.join(watched.home, 'ours');
  const file = path.join(course, 'topics/06-ours/01-gateway/quiz.yaml');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, QUIZ.replace('why: "POST is not idempotent by itself."', 'why: ""'));
  await using check = openTerminal({ command: [...nodeCommand(), 'check', course, '--watch'] });
  await check.until(/quiz\.yaml:9:\s+this\s+option[\s\S]*1 problem in[\s\S]*Ctrl-C ends it/, PATIENCE);
  writeFileSync(file, QUIZ);
  await check.until((screen) => /All good: 1 topic, 1 lesson, 1 question\./.test(screen) && !screen.includes('quiz.yaml:9'), PATIENCE);
  check.press(KEYS.ctrlC);
  expect(await check.exited).toMatchObject({ code: 0 });

  await using opened = openTerminal({ command: [...nodeCommand(), '--content', course, 'open', 'quiz:gateway'] });
  await opened.until(/May our gateway send a POST again\?/, PATIENCE);
  opened.press(KEYS.ctrlC);
  await opened.exited;
  expect(readFileSync(file, 'utf8')).toBe(QUIZ);
}, 90_000);

it('flips a choice of a design while a requirement is changed', async () => {
  await using terminal = openTerminal({ command: [...nodeCommand(), 'open', 'design:team-chat'], columns: 100, rows: 40 });
  await terminal.until(/❯ Real-time transport {2}WebSocket[\s\S]*Why WebSocket/, PATIENCE);
  terminal.press(KEYS.enter);
  await terminal.until(/What Real-time transport is asked for[\s\S]*Who sends after the connection is up\? +◀ Both sides/, PATIENCE);
  // The value before this one.
  terminal.press(KEYS.left);
  await terminal.until(/Real-time transport {2}\S.* was WebSocket/, PATIENCE);
  terminal.press(KEYS.escape);
  await terminal.until(/Why (?!WebSocket)[\s\S]*Changed: n brings back/, PATIENCE);
  terminal.press('n');
  await terminal.until(/Why WebSocket/, PATIENCE);
  terminal.press(KEYS.ctrlC);
  expect((await terminal.exited).code).toBe(0);
}, 60_000);
