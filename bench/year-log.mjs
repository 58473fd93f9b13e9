// A year of somebody's log: ten thousand cards, each asked again at growing intervals, and places in between. The same each time.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DAY = 86_400_000;

/** Lines of a log that ends at `now` (milliseconds since the epoch). */
export function yearOfLog({ cards = 10_000, places = 20_000, now }) {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const events = [];
  for (let card = 0; card < cards; card++) {
    let wait = 1;
    for (let at = now - 365 * DAY + card * ((360 * DAY) / cards); at < now; at += wait * DAY) {
      const right = random() < 0.85;
      const confidence = ['guess', 'think', 'sure'][Math.floor(random() * 3)];
      const answer = { kind: 'choice', picked: right ? 1 : 0 };
      events.push({ at, kind: 'answered', question: `question-${card}`, answer, grade: right ? 'correct' : 'wrong', confidence });
      wait = right ? wait * 2.6 : 1;
    }
  }
  for (let place = 0; place < places; place++)
    events.push({
      at: now - place * ((360 * DAY) / places),
      kind: 'visited',
      place: { screen: 'lesson', lesson: 'websocket', line: place % 200 },
    });
  return events
    .sort((one, other) => one.at - other.at)
    .map((event) => `${JSON.stringify({ v: 1, ...event, at: new Date(event.at).toISOString() })}\n`);
}

/** Writes it into a home; returns the number of records. */
export function writeYear(home, options) {
  const lines = yearOfLog(options);
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'progress.jsonl'), lines.join(''));
  return lines.length;
}
