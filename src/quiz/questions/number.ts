// A number within a tolerance; the numbers that people give instead have a word of their own.
import { type Explanation, type KindOfQuestion, verdictOf } from './kind.ts';

export const number: KindOfQuestion<'number'> = {
  order: () => [],
  grade(question, { value }) {
    const { answer, tolerance, unit, why, traps } = question;
    const write = (amount: number) => `${amount}${unit === '' ? '' : ` ${unit}`}`;
    const near = (target: number) => Math.abs(value - target) <= tolerance;
    const right = near(answer);
    const trap = right ? undefined : traps.find((one) => near(one.value));
    const explanations: Explanation[] = [{ text: write(answer), right: true, picked: right, why }];
    if (!right && trap === undefined) {
      const difference = `${Number(Math.abs(value - answer).toPrecision(4))} ${value > answer ? 'more' : 'less'} than it is.`;
      explanations.push({ text: write(value), right: false, picked: true, why: difference });
    }
    explanations.push(...traps.map((one) => ({ text: write(one.value), right: false, picked: one === trap, why: one.why })));
    return verdictOf(right ? 1 : 0, explanations);
  },
};
