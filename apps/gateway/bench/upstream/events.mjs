const head =
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-cache\r\nx-request-id: req_mock\r\ntransfer-encoding: chunked\r\n\r\n';
const common = '"id":"chatcmpl-7b0b6c2e","object":"chat.completion.chunk","created":1730241104,"model":"llama-3.3-70b-versatile"';
const usage = '"usage":{"prompt_tokens":18,"completion_tokens":100,"total_tokens":118}';
const finish = `data: {${common},"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"x_groq":{"id":"req_mock",${usage}}}\n\n`;
const usageEvent = `data: {${common},"choices":[],${usage}}\n\n`;
const done = 'data: [DONE]\n\n';

const open = new Set();
let timer;

/** Answers with a stream of so many events, so far apart. One timer serves all streams: a thousand would cost more than they send. */
export function streamEvents(socket, { count, gapMs, withUsage }) {
  socket.write(head + chunk(tokenEvent()), 'latin1');
  // Streams that beat in step would measure the burst, not the gateway.
  open.add({ socket, gapMs, withUsage, left: count - 1, dueMs: performance.now() + gapMs * (0.5 + Math.random()) });
  timer ??= setInterval(sendWhatIsDue, 1);
}

function sendWhatIsDue() {
  const nowMs = performance.now();
  for (const stream of open) {
    if (stream.dueMs > nowMs) continue;
    if (stream.left > 0 && !stream.socket.destroyed) {
      stream.socket.write(chunk(tokenEvent()), 'latin1');
      stream.left -= 1;
      stream.dueMs += stream.gapMs;
    } else {
      open.delete(stream);
      if (!stream.socket.destroyed) stream.socket.write(ending(stream.withUsage), 'latin1');
    }
  }
  if (open.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

// The send time rides inside the text, so that a gateway which rewrites events still carries it to the client.
function tokenEvent() {
  const sentMicroseconds = process.hrtime.bigint() / 1000n;
  return `data: {${common},"system_fingerprint":"fp_179b0f92c9","choices":[{"index":0,"delta":{"content":" token @${sentMicroseconds};"},"logprobs":null,"finish_reason":null}]}\n\n`;
}

const ending = (withUsage) => `${chunk(finish + (withUsage ? usageEvent : '') + done)}0\r\n\r\n`;

const chunk = (text) => `${text.length.toString(16)}\r\n${text}\r\n`;
