// A client of the REST side with types made from the OpenAPI document.
import type { NewOrder, Order, Product } from './api.ts';

const product = (await (await fetch('/products/7')).json()) as Product;
console.log(`${product.name} costs ${product.priceCents / 100}`);

const line: NewOrder = { productId: 7, quantity: 2 };
const order = (await (await fetch('/orders', { method: 'POST', body: JSON.stringify(line) })).json()) as Order;
console.log(order.id);
