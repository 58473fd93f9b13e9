// Node: a stream that can be resumed, and that minds a slow reader.
import grpc from '@grpc/grpc-js';

export function follow({ recent, subscribe, limit = 1000 }) {
  return (call) => {
    const waiting = recent.filter(({ id }) => id > call.request.id);
    const flush = () => {
      let room = !call.writableNeedDrain;
      while (room && waiting.length > 0) room = call.write(waiting.shift());
    };
    const stop = subscribe((price) => {
      if (waiting.push(price) <= limit) return flush();
      stop(); // too slow: better an error than all memory
      const code = grpc.status.RESOURCE_EXHAUSTED;
      call.emit('error', { code, details: 'the reader is too slow' });
    });
    call.on('drain', flush);
    call.on('cancelled', stop); // the caller left, or its time is over
    flush();
  };
}
