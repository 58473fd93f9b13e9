// Node, HTTP/2: what a pushing server did. Chrome and Firefox have switched it off.
export function pushFiles(stream, files) {
  if (!stream.pushAllowed) return; // the client said ENABLE_PUSH=0
  for (const { path, headers, body } of files) {
    // The promise: a request that the server makes up for the client.
    stream.pushStream({ ':path': path }, (problem, pushed) => {
      if (problem) return;
      pushed.on('error', () => {}); // a client that has it resets it
      pushed.respond({ ':status': 200, ...headers });
      pushed.end(body);
    });
  }
}
