// Node: a service that calls another one for its caller.

export const getAvailability = (warehouse) => (call, reply) => {
  // `parent`: the deadline and the cancellation travel on
  const options = { parent: call };
  warehouse.CountStock(call.request, options, (error, stock) => {
    if (call.cancelled) return; // nobody waits any more
    if (error) reply({ code: error.code, details: error.details });
    else reply(null, stock);
  });
};
