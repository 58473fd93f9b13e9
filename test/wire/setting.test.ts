import { describe, expect, it } from 'vitest';
import { defaultsOf, parseSetting, parseSettings, type Setting } from '../../src/wire/setting.ts';

const RATE: Setting = { kind: 'number', name: 'rate', title: 'Messages per second', default: 10, min: 0, max: 100, step: 5, unit: '/s' };
const RESUME: Setting = { kind: 'switch', name: 'resume', title: 'Go on after a reconnection', default: false };
const ORIGIN: Setting = { kind: 'choice', name: 'origin', title: 'Origin of the page', default: 'same', choices: ['same', 'foreign'] };
const ALL = [RATE, RESUME, ORIGIN];

it('has its defaults by name', () => {
  expect(defaultsOf(ALL)).toEqual({ rate: 10, resume: false, origin: 'same' });
});

describe('parseSetting', () => {
  it.each([
    [RATE, 0, 0],
    [RATE, '100', 100],
    [RATE, '2.5', 2.5],
    [RESUME, true, true],
    [RESUME, 'on', true],
    [RESUME, 'yes', true],
    [RESUME, 'off', false],
    [RESUME, 'false', false],
    [ORIGIN, 'foreign', 'foreign'],
  ])('%o takes %o', (setting, value, expected) => {
    expect(parseSetting(setting, value)).toEqual({ ok: true, value: expected });
  });

  it.each([
    [RATE, -1, "rate takes a number from 0 to 100, not '-1'"],
    [RATE, '101', "rate takes a number from 0 to 100, not '101'"],
    [RATE, '', "rate takes a number from 0 to 100, not ''"],
    [RATE, ' ', "rate takes a number from 0 to 100, not ' '"],
    [RATE, 'fast', "rate takes a number from 0 to 100, not 'fast'"],
    [RATE, Number.NaN, "rate takes a number from 0 to 100, not 'NaN'"],
    [RESUME, 1, "resume takes on or off, not '1'"],
    [ORIGIN, 'other', "origin takes one of same, foreign, not 'other'"],
    [ORIGIN, 3, "origin takes one of same, foreign, not '3'"],
  ])('%o refuses %o in a sentence', (setting, value, message) => {
    expect(parseSetting(setting, value)).toEqual({ ok: false, problems: [{ message }] });
  });
});

describe('parseSettings', () => {
  it('fills what is not named with defaults', () => {
    expect(parseSettings(ALL, { rate: '5' })).toEqual({ ok: true, value: { rate: 5, resume: false, origin: 'same' } });
  });

  it('tells every problem, unknown names with those there are', () => {
    expect(parseSettings(ALL, { speed: 1, rate: 'x', resume: 'on' })).toEqual({
      ok: false,
      problems: [
        { message: "there is no setting 'speed'; there are rate, resume, origin" },
        { message: "rate takes a number from 0 to 100, not 'x'" },
      ],
    });
  });
});
