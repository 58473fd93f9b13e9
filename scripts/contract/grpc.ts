// A client of the gRPC service with types made from the .proto by proto-loader's own generator.
import type { NewOrder } from './contract/NewOrder.ts';
import type { Product__Output } from './contract/Product.ts';
import type { ShopClient } from './contract/Shop.ts';

declare const client: ShopClient;
client.GetProduct({ id: 7 }, (_problem, product?: Product__Output) => {
  if (product !== undefined) console.log(`${product.name} costs ${product.priceCents / 100}`);
});

const line: NewOrder = { productId: 7, quantity: 2 };
client.PlaceOrder(line, (_problem, order) => console.log(order?.id));
