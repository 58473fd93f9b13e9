// Node: a call with a deadline, whose outcome is told by its status.
import grpc from '@grpc/grpc-js';

export const getProduct = (shop, id, { within = 300 } = {}) =>
  new Promise((resolve, reject) => {
    const deadline = new Date(Date.now() + within);
    shop.GetProduct({ id }, { deadline }, (error, product) => {
      if (error === null) resolve(product);
      else if (error.code === grpc.status.NOT_FOUND) resolve(undefined);
      else reject(error); // DEADLINE_EXCEEDED, UNAVAILABLE, …
    });
  });
