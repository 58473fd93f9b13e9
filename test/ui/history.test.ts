import { describe, expect, it } from 'vitest';
import { current, type HistoryIntent, routeOfPlace, START, updateHistory } from '../../src/ui/history.ts';
import type { Route } from '../../src/ui/route.ts';

const go = (route: Route): HistoryIntent => ({ type: 'navigate', route });
const walk = (...intents: readonly HistoryIntent[]) => intents.reduce(updateHistory, START);
const lesson: Route = { screen: 'lesson', lesson: 'sse' };

describe('history', () => {
  it('goes back the way one came, and stays home at home', () => {
    expect(current(walk(go(lesson), go({ screen: 'lab', lab: 'sse' }), { type: 'back' }))).toEqual(lesson);
    expect(walk(go(lesson), { type: 'back' }, { type: 'back' })).toEqual(START);
  });
  it('comes back to the step one was at', () => {
    const visited: HistoryIntent = { type: 'visited', place: { screen: 'lesson', lesson: 'sse', line: 7 } };
    expect(current(walk(go(lesson), visited, go({ screen: 'lab', lab: 'sse' }), { type: 'back' }))).toEqual({ ...lesson, line: 7 });
    expect(current(walk(go(lesson), go({ screen: 'lab', lab: 'sse' }), visited, { type: 'back' }))).toEqual({ ...lesson, line: 7 });
  });
  it('passes through search', () => {
    expect(current(walk(go(lesson), go({ screen: 'search', query: '' }), go({ screen: 'lab', lab: 'sse' }), { type: 'back' }))).toEqual(
      lesson,
    );
  });
  it('does not stack the same screen twice', () => {
    expect(walk(go(lesson), go({ ...lesson, line: 3 }))).toHaveLength(2);
  });
  it('does not grow without end', () => {
    const many = Array.from({ length: 200 }, (_, index) => go({ screen: 'lab', lab: String(index) }));
    expect(walk(...many).length).toBeLessThan(50);
  });
  it('leads every place to its screen', () => {
    expect(routeOfPlace({ screen: 'quiz', lesson: 'sse', question: 4 })).toEqual({ screen: 'quiz', lesson: 'sse', question: 4 });
    const run: Route = { screen: 'experiment', experiment: 'sse-http2', step: 'run' };
    expect(routeOfPlace({ screen: 'experiment', experiment: 'sse-http2', step: 'run' })).toEqual(run);
    expect(routeOfPlace({ screen: 'home' })).toEqual({ screen: 'home' });
  });
});
