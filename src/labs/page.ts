// The small page that `wirewise serve` hands to a browser: real browser traffic, seen at the tap. Loads nothing else.
import type { ServerResponse } from 'node:http';

export interface Page {
  readonly title: string;
  /** What can be seen, one sentence. Plain text. */
  readonly lead: string;
  /** Whether the script shows images of this server. @default false */
  readonly images?: boolean;
  /** Runs in the browser; `show(text)` adds a line. */
  readonly script: string;
}

/** A page that asks for `path` every two seconds, past the cache of the browser, and says what came and what Cache-Status says. */
export function askingPage({ title, lead, path }: { readonly title: string; readonly lead: string; readonly path: string }): Page {
  return {
    title,
    lead,
    script: `async function ask() {
  const before = performance.now();
  try {
    const response = await fetch('${path}', { cache: 'no-store' });
    await response.text();
    show(response.status + ' after ' + Math.round(performance.now() - before) + ' ms: ' + response.headers.get('cache-status'));
  } catch (problem) {
    show('no answer: ' + problem.message);
  }
  setTimeout(ask, 2000);
}
ask();`,
  };
}

/** Sends the page. Its only script is the one inside it. */
export function sendPage(response: ServerResponse, { title, lead, script, images = false }: Page): void {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': `default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self' ws:${images ? "; img-src 'self'" : ''}`,
  });
  response.end(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>body{font:15px/1.5 ui-monospace,monospace;margin:2rem;max-width:60rem;color-scheme:light dark}li{white-space:pre-wrap}</style>
<h1>${title}</h1><p>${lead}</p><ol reversed id="log"></ol>
<script>
const log = document.getElementById('log');
function show(text) {
  const line = document.createElement('li');
  line.textContent = text;
  log.prepend(line);
  while (log.children.length > 200) log.lastChild.remove();
}
${script}
</script></html>
`);
}
