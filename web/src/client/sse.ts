/** One event of a stream of server-sent events. */
export interface ServerEvent {
  /** `message` unless the server named it. */
  readonly name: string;
  readonly data: string;
  readonly id: string;
}

/** Longest event that is read, in characters; a server that sends more is not ours. */
const LONGEST_EVENT = 1_000_000;

/**
 * Reads server-sent events as the HTML standard writes them (9.2.6): lines end with CR, LF or both, a blank line
 * ends an event, comments are passed over, and an event that the stream breaks off in is not given out.
 *
 * @throws what the stream throws; Error for an event of more than a million characters
 */
export async function* readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const collector = new EventCollector();
  for await (const line of readLines(stream)) {
    const event = collector.take(line);
    if (event) yield event;
  }
}

class EventCollector {
  private name = '';
  private data: string[] = [];
  private id = '';
  private length = 0;

  /** Takes a line in; gives the event that a blank line ends, if it has data. */
  take(line: string): ServerEvent | null {
    if (line === '') return this.finish();
    this.length += line.length;
    if (this.length > LONGEST_EVENT) throw new Error('An event is too long.');
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.name = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    return null;
  }

  private finish(): ServerEvent | null {
    const { data, name, id } = this;
    this.name = '';
    this.data = [];
    this.length = 0;
    return data.length === 0 ? null : { name: name || 'message', data: data.join('\n'), id };
  }
}

/** Whole lines, without their ends; characters may be split between chunks, and so may CR LF. */
async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      // A CR at the end may be the first half of CR LF: it waits for what follows.
      const ends = done ? /\r\n|\r|\n/ : /\r\n|\r(?!$)|\n/;
      const lines = rest.split(ends);
      rest = lines.pop() ?? '';
      yield* lines;
      if (rest.length > LONGEST_EVENT) throw new Error('A line is too long.');
      if (done) return;
    }
  } finally {
    // Whoever stops reading ends the request, too.
    await reader.cancel().catch(() => undefined);
  }
}
