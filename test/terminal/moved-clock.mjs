// Loaded with --import before the program, which knows nothing of it: its calendar stands MOVED_CLOCK milliseconds ahead.
// Timers and intervals stay those of the machine.
const ahead = Number(process.env.MOVED_CLOCK ?? 0);
const Real = Date;

globalThis.Date = class MovedDate extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + ahead);
    else super(...given);
  }
  static now() {
    return Real.now() + ahead;
  }
};
