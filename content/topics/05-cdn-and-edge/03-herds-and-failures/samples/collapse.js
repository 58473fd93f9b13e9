// One call for all who want the same at the same time.
export function collapse(load) {
  const underWay = new Map();
  return (key) => {
    const running = underWay.get(key);
    if (running !== undefined) return running; // wait for that one
    const mine = Promise.resolve()
      .then(() => load(key))
      .finally(() => underWay.delete(key)); // also when it fails
    underWay.set(key, mine);
    return mine;
  };
}
