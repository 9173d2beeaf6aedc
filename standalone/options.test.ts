import { describe, expect, it } from 'vitest';
import { parseOptions, UsageError } from './options.mjs';

const places = { root: '/project', cwd: '/home/ada' };
const parse = (...args: string[]) => parseOptions(args, places);

describe('the command line of npm start', () => {
  it('starts on port 4000 with the data in the project unless told otherwise', () => {
    expect(parse()).toEqual({ command: 'start', port: 4000, dataDirectory: '/project/.data', empty: false });
  });

  it('takes --data from the folder npm was called in', () => {
    expect(parse('--data', 'kopexa').dataDirectory).toBe('/home/ada/kopexa');
    expect(parse('--data=/srv/kopexa', '--port=8080', '--empty')).toEqual({
      command: 'start',
      port: 8080,
      dataDirectory: '/srv/kopexa',
      empty: true,
    });
  });

  it('knows the start in separate processes, with the same options', () => {
    expect(parse('split', '--port', '8080')).toEqual({ ...parse('--port', '8080'), command: 'split' });
    expect(() => parse('split', 'more')).toThrow(/"more" is unknown/);
  });

  it('knows the sub-command db:url', () => {
    expect(parse('db:url', '--data', '/srv/kopexa')).toMatchObject({
      command: 'db:url',
      dataDirectory: '/srv/kopexa',
    });
  });

  it('shows the help whatever else is asked', () => {
    expect(parse('--port', 'x', '--help').command).toBe('help');
  });

  it.each([
    [['--port', 'abc'], /--port needs a number from 1 to 65533, not "abc"/],
    [['--port', '0'], /not "0"/],
    [['--port', '65534'], /not "65534"/],
    [['--port'], /--port.* is incomplete/],
    [['--empty=yes'], /--empty.* takes no value/],
    [['--data='], /--data needs a folder/],
    [['--colour'], /"--colour" is unknown/],
    [['stop'], /"stop" is unknown/],
    [['db:url', 'now'], /"now" is unknown/],
  ])('names what is wrong with %j', (args, message) => {
    expect(() => parse(...args)).toThrow(message);
    expect(() => parse(...args)).toThrow(UsageError);
  });
});
