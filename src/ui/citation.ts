// Sources as a person cites them in passing: `RFC 6455 §5.3`.
import type { Catalog } from '../content/catalog.ts';
import type { Cite } from './components/prose.ts';

/** The name of a source without its subtitle. */
export function shortTitle(title: string): string {
  return title.replace(/,.*$/, '').replace(/ Living Standard$/, '');
}

/** Short marks for the citations of this catalog; what it does not know stays as it was written. */
export function citer(catalog: Catalog): Cite {
  return (reference) => {
    const [id = '', section] = reference.split('#');
    const title = catalog.sources[id]?.title;
    if (title === undefined) return reference;
    return section ? `${shortTitle(title)} §${section}` : shortTitle(title);
  };
}
