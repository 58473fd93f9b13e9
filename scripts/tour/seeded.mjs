// Loaded with --import before the program, which knows nothing of it: chance is the same in every tour, so that the order of
// options and cards is too. What passes on the wire is measured anew.
let state = 20261125;
Math.random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 4294967296;
};
