/** What this client needs of a product. Whatever else comes is none of its business. */
export function productOf(value) {
  const { name, priceCents } = value ?? {};
  if (typeof name !== 'string' || !Number.isInteger(priceCents)) throw new Error('the server has another contract: please update');
  return { name, priceCents };
}

/** A rename in three steps: both names, then all clients move, then one name. */
export const expanded = ({ id, name, priceCents }) => ({ id, name, priceCents, priceInCents: priceCents });

/** A new input that old clients do not send has a default. */
export const orderOf = ({ productId, quantity, country = 'NO' }) => ({ productId, quantity, country });
