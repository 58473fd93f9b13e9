import { describe, expect, it } from 'vitest';
import { eventsText, valueText } from '../../src/experiment/words.ts';

describe('valueText', () => {
  it.each([
    ['reconnect', true, 'reconnect on'],
    ['rate', 40, 'rate 40'],
    ['kind', 'ping', 'kind ping'],
    ['state', '/^(closed|dead)$/', 'state closed or dead'],
    ['headers', '/[Ll]ast-[Ee]vent-[Ii][Dd]/', 'headers /[Ll]ast-[Ee]vent-[Ii][Dd]/'],
  ])('says %s %s', (name, value, text) => expect(valueText(name, value)).toBe(text));
});

describe('eventsText', () => {
  it('counts', () => {
    const counted = [0, 1, 2].map((count) => eventsText({ event: 'app:deliver' }, count));
    expect(counted).toEqual(['no delivery', 'a delivery', '2 deliveries']);
    expect(eventsText({ event: 'sse:event' }, 1)).toBe('an event');
  });

  it('says from whom and with what', () => {
    expect(eventsText({ event: 'ws:frame', direction: 'client-to-server', where: { masked: true } }, 6)).toBe(
      '6 frames from the client (masked)',
    );
    expect(eventsText({ event: 'ws:frame', where: { fin: false } }, 0)).toBe('no frame (not fin)');
    expect(eventsText({ event: 'raw:bytes' }, 2)).toBe('2 raw:bytes');
  });
});
