// The OpenAPI 3.1 document of the REST shop, served at /openapi.json. Its schemas come from shop-schema.ts; its paths stand
// here, and a test asks the server for each of them and holds every answer to what the document says.
import { jsonSchemas, type SchemaName } from './shop-schema.ts';

const ref = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });
const list = (name: SchemaName) => ({ type: 'array', items: ref(name) });
const json = (schema: object) => ({ 'application/json': { schema } });
const header = (description: string) => ({ description, schema: { type: 'string' } });

const VALIDATED = { ETag: header('Of this version'), 'Cache-Control': header('Who may keep it, and for how long') };
const found = (description: string, schema: object, more: object = {}) => ({
  200: { description, headers: { ...VALIDATED, ...more }, content: json(schema) },
  304: { description: 'The version of If-None-Match is the current one' },
});
const problem = (status: number, description: string) => ({
  [status]: { description, content: { 'application/problem+json': { schema: ref('Problem') } } },
});

const parameter = (where: 'path' | 'query' | 'header', name: string, schema: object, description: string, required = where === 'path') => ({
  name,
  in: where,
  required,
  description,
  schema,
});
const id = parameter('path', 'id', { type: 'integer', minimum: 1 }, 'Of the resource');
const known = parameter('header', 'If-None-Match', { type: 'string' }, 'The ETag that the client has');
const limit = parameter('query', 'limit', { type: 'integer', minimum: 1, maximum: 100, default: 20 }, 'Most items of a page');
const names = { type: 'array', items: { type: 'string' } };
const fields = { ...parameter('query', 'fields', names, 'Fields that are wanted; all without it'), style: 'form', explode: false };
const include = { ...parameter('query', 'include', names, 'What is referred to and joined'), style: 'form', explode: false };
const page = [
  limit,
  parameter('query', 'after', { type: 'integer' }, 'The id of the last product of the page before'),
  parameter('query', 'sort', { type: 'string', enum: ['-rating'] }, 'By id without it'),
];

const get = (operationId: string, parameters: readonly object[], responses: object) => ({
  get: { operationId, parameters: [...parameters, known], responses },
});
const body = (name: SchemaName) => ({ required: true, content: json(ref(name)) });

/** The document; `url` is where it is served. */
export function shopOpenApi(url: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Shop',
      version: '1.0.0',
      description: 'Products, categories, reviews, customers and orders as resources. Errors are problem details.',
    },
    servers: [{ url }],
    paths: {
      '/products': get(
        'listProducts',
        [...page, fields, include],
        found('A page', { anyOf: [list('Product'), list('PartOfProduct')] }, { Link: header('The next page, as rel="next" (RFC 8288)') }),
      ),
      '/products/{id}': {
        ...get('getProduct', [id, fields, include], {
          ...found('The product', { anyOf: [ref('Product'), ref('PartOfProduct')] }),
          ...problem(404, 'There is none'),
        }),
        patch: {
          operationId: 'changePrice',
          parameters: [id, parameter('header', 'If-Match', { type: 'string' }, 'The version that the change is based on', true)],
          requestBody: body('PriceChange'),
          responses: {
            200: { description: 'The product as it is now', headers: { ETag: VALIDATED.ETag }, content: json(ref('Product')) },
            ...problem(404, 'There is none'),
            ...problem(412, 'It has changed since that version'),
            ...problem(422, 'The price cannot be'),
            ...problem(428, 'If-Match is missing'),
          },
        },
      },
      '/products/{id}/reviews': get('listReviews', [id, limit], found('The newest reviews', list('Review'))),
      '/categories': get('listCategories', [], found('All categories', list('Category'))),
      '/categories/{id}': get('getCategory', [id], { ...found('The category', ref('Category')), ...problem(404, 'There is none') }),
      '/customers/{id}': get('getCustomer', [id], { ...found('The customer', ref('Customer')), ...problem(404, 'There is none') }),
      '/orders': {
        ...get('listOrders', [limit, fields, include], found('The newest orders', { anyOf: [list('Order'), list('PartOfOrder')] })),
        post: {
          operationId: 'placeOrder',
          parameters: [parameter('header', 'Idempotency-Key', { type: 'string' }, 'The same key, the same order', true)],
          requestBody: body('NewOrder'),
          responses: {
            201: { description: 'The order', headers: { Location: header('Where it is') }, content: json(ref('Order')) },
            ...problem(400, 'Idempotency-Key is missing'),
            ...problem(422, 'There is no such product, the quantity cannot be, or the key came with another order'),
          },
        },
      },
      '/stats': get('getStats', [], found('How many there are', ref('Stats'))),
    },
    components: { schemas: jsonSchemas() },
  };
}
