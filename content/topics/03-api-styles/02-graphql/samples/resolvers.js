import DataLoader from 'dataloader';

/** Resolvers for one request: what they want is gathered, then read at once. */
export function createResolvers(database) {
  const categories = new DataLoader(async (ids) => {
    const rows = await database.categoriesByIds(ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null); // in the order of the ids
  });
  return {
    products: async () => {
      const rows = await database.products();
      return rows.map((row) => ({
        ...row,
        category: () => categories.load(row.categoryId),
      }));
    },
  };
}
