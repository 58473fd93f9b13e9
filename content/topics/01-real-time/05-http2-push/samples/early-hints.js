// Node, HTTP/1.1 and HTTP/2 alike: hint first, then do the slow work.
const HINTS = [
  '</style.css>; rel=preload; as=style',
  '</app.js>; rel=preload; as=script',
];

export function pageHandler(render) {
  return async (request, response) => {
    response.writeEarlyHints({ link: HINTS }); // 103, before the page
    const page = await render(request.url);
    response.writeHead(200, { 'Content-Type': 'text/html', Link: HINTS });
    response.end(page);
  };
}
