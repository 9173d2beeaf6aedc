import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents, type ServerEvent } from './sse.ts';

const encoder = new TextEncoder();

function streamOf(...chunks: readonly (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks)
        controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
}

async function eventsOf(stream: ReadableStream<Uint8Array>): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(stream)) events.push(event);
  return events;
}

const TEXT =
  ': hello\n\nevent: meta\ndata: {"a":1}\n\ndata: Größe 👍\ndata: zwei\n\nid: 7\nevent: done\ndata\n\n';
const EVENTS = [
  { name: 'meta', data: '{"a":1}', id: '' },
  { name: 'message', data: 'Größe 👍\nzwei', id: '' },
  { name: 'done', data: '', id: '7' },
];

describe('Server-sent events', () => {
  it('are read with names, ids, several lines of data, and without comments', async () => {
    expect(await eventsOf(streamOf(TEXT))).toEqual(EVENTS);
  });

  it.each(['\n', '\r', '\r\n'])('may end their lines with %j', async (end) => {
    expect(await eventsOf(streamOf(TEXT.replaceAll('\n', end)))).toEqual(EVENTS);
  });

  it('may be cut anywhere, inside a character and between CR and LF, too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('\n', '\r', '\r\n'),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (end, sizes) => {
          const bytes = encoder.encode(TEXT.replaceAll('\n', end));
          const chunks: Uint8Array[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            chunks.push(bytes.slice(at, at + size));
            at += size;
          }
          expect(await eventsOf(streamOf(...chunks))).toEqual(EVENTS);
        },
      ),
    );
  });

  it('are not given out when the stream breaks off inside of one', async () => {
    expect(await eventsOf(streamOf('data: whole\n\nevent: delta\ndata: half'))).toEqual([
      { name: 'message', data: 'whole', id: '' },
    ]);
  });

  it('are refused when they never end', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(encoder.encode('x'.repeat(100_000))),
    });
    await expect(eventsOf(endless)).rejects.toThrow('too long');
    const lines = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(encoder.encode(`data: ${'x'.repeat(100_000)}\n`)),
    });
    await expect(eventsOf(lines)).rejects.toThrow('too long');
  });

  it('end the request when nobody reads on', async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode('data: one\n\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const event of readEvents(stream)) {
      expect(event.data).toBe('one');
      break;
    }
    expect(cancelled).toBe(true);
  });
});
