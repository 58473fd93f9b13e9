// How sure one is, as it is asked before anything is graded.
import type { Confidence } from '../../quiz/schema.ts';
import type { SelectItem } from './select.tsx';

export const CONFIDENCES: readonly SelectItem<Confidence>[] = [
  { key: 'guess', label: 'A guess', value: 'guess' },
  { key: 'think', label: 'I think so', value: 'think' },
  { key: 'sure', label: 'Sure: I would say it in an interview', value: 'sure' },
];

/** Where the cursor stands at first: between the ends. */
export const MIDDLE = 1;
