// The conversation as arrows, then what was measured.
import { arrowLine } from '../../wire/describe.ts';
import { MEASURES, type MeasureName } from '../../wire/measure.ts';
import type { RunReporter } from './reporter.ts';

export const textReporter: RunReporter = {
  start: ({ lab, title, seed }) => [`${title}   lab ${lab}, seed ${seed}`, ''],
  event: (event) => [arrowLine(event)],
  end({ measurements, gaveUp }) {
    const seen = (Object.keys(MEASURES) as MeasureName[]).filter((name) => measurements[name] !== 0);
    const width = Math.max(44, ...seen.map((name) => MEASURES[name].title.length));
    const rows = seen.map((name) => {
      const { title, unit, badge } = MEASURES[name];
      const value = Number.isInteger(measurements[name]) ? String(measurements[name]) : measurements[name].toFixed(1);
      return `  ${title.padEnd(width)} ${value.padStart(10)} ${unit.padEnd(6)} ${badge}`;
    });
    return ['', 'Measured', ...rows, ...gaveUp.map((step) => `  not seen in time: ${step}`)];
  },
};
