import { describe, expect, it } from 'vitest';
import { explainListening } from '../../src/lib/listening.ts';

const failure = (code: string) => Object.assign(new Error(`listen ${code}`), { code });

describe('explainListening', () => {
  it('says what to do about a port that is taken or privileged', () => {
    expect(explainListening(failure('EADDRINUSE'), 4000)).toEqual(
      new Error('port 4000 is in use on this machine: choose another one, or leave --port out'),
    );
    expect(explainListening(failure('EACCES'), 80)).toEqual(
      new Error('port 80 needs more permission than you have: choose one above 1023, or leave --port out'),
    );
  });

  it('leaves anything else as it is', () => {
    const other = failure('EMFILE');
    expect(explainListening(other, 4000)).toBe(other);
  });
});
