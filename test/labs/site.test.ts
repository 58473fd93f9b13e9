import { describe, expect, it } from 'vitest';
import { findResource, resourcePath, think } from '../../src/labs/site.ts';

describe('a resource', () => {
  it('is what its path says', () => {
    const resource = findResource(resourcePath(12, { size: 30, delay: 5 }));
    expect(resource).toMatchObject({ status: 200, delay: 5, headers: { 'content-length': '30' } });
    expect(resource?.body.toString()).toBe('resource 12 resource 12 resour');
  });
  it.each(['/', '/r/', '/r/x', '/r/1/2', '/other'])('is not at %s', (path) => expect(findResource(path)).toBeUndefined());
  it.each(['/r/1?size=-1', '/r/1?size=x&delay=no', '/r/1?size=1.5'])('has its usual size where %s makes no sense', (path) => {
    expect(findResource(path)).toMatchObject({ delay: 0, headers: { 'content-length': '200' } });
  });
  it('is never larger than the server can bear', () => {
    expect(findResource('/r/1?size=999999999')?.body.length).toBe(4 * 1024 * 1024);
    expect(findResource('/r/1?delay=999999999')?.delay).toBe(30_000);
  });
});

describe('thinking', () => {
  it('ends with the lab', async () => {
    const stop = new AbortController();
    const thinking = think(60_000, stop.signal);
    stop.abort();
    await expect(thinking).rejects.toThrow(/abort/i);
  });
});
