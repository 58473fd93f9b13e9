// A client of the tRPC router: it names the router's type and nothing else.
import { createTRPCClient, httpLink } from '@trpc/client';
import type { Router } from './api.ts';

const client = createTRPCClient<Router>({ links: [httpLink({ url: '/trpc' })] });
const product = await client.product.query(7);
console.log(`${product.name} costs ${product.priceCents / 100}`);

const order = await client.order.mutate({ productId: 7, quantity: 2 });
console.log(order.id);
