// The commands by name. Each is imported when it is called: `--help` and the course load none of them.
import type { Command } from '../command.ts';

interface Entry {
  /** It draws full-screen: of no use in a pipe. */
  readonly terminal?: boolean;
  /** It works on a content folder itself, whatever is wrong there: the course is as it ships. */
  readonly bare?: boolean;
  readonly usage: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const COMMANDS: Readonly<Record<string, Entry>> = {
  topics: { usage: '', summary: 'what the course holds', load: async () => (await import('./topics.ts')).topics },
  lab: { usage: 'ID', summary: 'run a lab once and print the conversation', load: async () => (await import('./lab.ts')).lab },
  serve: { usage: 'ID', summary: "keep a lab's server up and show who talks to it", load: async () => (await import('./serve.ts')).serve },
  compare: {
    usage: 'NAME',
    summary: 'one feed over several labs at once, measured',
    load: async () => (await import('./compare.ts')).compare,
  },
  race: {
    usage: '',
    summary: 'one page over HTTP/1.1, 2 and 3, with loss',
    load: async () => (await import('./race.ts')).race,
  },
  tap: {
    terminal: true,
    usage: '--to PORT',
    summary: 'shows what passes between a service of your own and its clients; in pipes too',
    load: async () => (await import('./tap.ts')).tap,
  },
  decide: { usage: 'FAMILY', summary: 'requirements in, ranked technologies out', load: async () => (await import('./decide.ts')).decide },
  edge: { usage: '--origin URL', summary: "a CDN's cache in front of your own server", load: async () => (await import('./edge.ts')).edge },
  explain: {
    usage: "'HEADER' …",
    summary: 'what caching headers mean, on a time line',
    load: async () => (await import('./explain.ts')).explain,
  },
  interview: {
    terminal: true,
    usage: 'NAME',
    summary: 'a mock interview, graded in six lines; in pipes too',
    load: async () => (await import('./interview.ts')).interview,
  },
  review: {
    terminal: true,
    usage: '',
    summary: 'what you were asked, again before you forget it; --json in pipes',
    load: async () => (await import('./review.ts')).review,
  },
  stats: { usage: '', summary: 'what you remember, as charts', load: async () => (await import('./stats.ts')).stats },
  export: {
    usage: '--json FILE',
    summary: 'cards for Anki, a cheat sheet, or all progress',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  import: { usage: 'FILE', summary: 'brings exported progress back', load: async () => (await import('./import.ts')).importCommand },
  open: {
    terminal: true,
    usage: 'TARGET',
    summary: 'opens one place of it: lab:sse, lesson:websocket, …',
    load: async () => (await import('./open.ts')).open,
  },
  check: {
    bare: true,
    usage: 'DIR',
    summary: 'check a content folder of your own',
    load: async () => (await import('./check.ts')).check,
  },
  new: {
    bare: true,
    usage: 'KIND NAME',
    summary: 'files for a topic, lesson, question or scenario of your own',
    load: async () => (await import('./new.ts')).create,
  },
  schema: {
    bare: true,
    usage: '',
    summary: 'JSON Schemas of content files, for editors',
    load: async () => (await import('./schemas.ts')).schemas,
  },
};
