// `wirewise export`: what was learned, for Anki, as a cheat sheet, or all of it as JSON that `wirewise import` brings back.
import type { Catalog } from '../../content/catalog.ts';
import { dayOf } from '../../lib/day.ts';
import { exportedText } from '../../progress/exported.ts';
import { deckOf } from '../../review/deck.ts';
import type { Services } from '../../services.ts';
import { type Command, UsageError } from '../command.ts';
import { type AnkiCard, ankiText } from '../reporters/anki.ts';
import { cheatSheet } from '../reporters/cheat-sheet.ts';
import { writeOut } from '../write-out.ts';

const FORMS = ['anki', 'markdown', 'json'] as const;
type Form = (typeof FORMS)[number];

export const exportCommand: Command = {
  name: 'export',
  summary: 'your cards for Anki, the course as a cheat sheet, or all progress as JSON',
  usage: '--anki|--markdown|--json FILE',
  positionals: { min: 0, max: 0 },
  options: [
    { name: 'anki', kind: 'text', value: 'FILE', help: "Every question, and what else you were asked, as Anki's text import; - prints it" },
    { name: 'markdown', kind: 'text', value: 'FILE', help: 'A cheat sheet of rules, facts and sources; - prints it' },
    { name: 'json', kind: 'text', value: 'FILE', help: 'All progress and all cards; - prints it' },
    { name: 'force', kind: 'flag', help: 'Take the place of a file that is there' },
  ],
  examples: [
    'wirewise export --anki wirewise.txt      in Anki: File, Import; again later updates the notes',
    'wirewise export --markdown cheat-sheet.md',
    'wirewise export --json progress.json && wirewise import progress.json',
  ],
  async run(args, services, io) {
    const forms = FORMS.filter((name) => args.text(name) !== undefined);
    const [form] = forms;
    if (form === undefined || forms.length > 1) throw new UsageError('export takes one of --anki FILE, --markdown FILE and --json FILE');
    const file = args.text(form) ?? '-';
    const { text, what } = await textOf(form, services);
    if (await writeOut(io, file, text, args.flag('force'))) io.out(`${file} holds ${what} now.`);
    return 0;
  },
};

async function textOf(form: Form, services: Services): Promise<{ readonly text: string; readonly what: string }> {
  const { catalog, clock, memory, progress, version } = services;
  const now = clock.date();
  switch (form) {
    case 'markdown':
      return { text: `${cheatSheet(catalog, version, dayOf(now.getTime())).join('\n')}\n`, what: 'the cheat sheet' };
    case 'anki': {
      const cards = await ankiCards(services);
      return { text: ankiText(cards, (reference) => catalog.cite(reference)?.label ?? reference), what: `${cards.length} notes for Anki` };
    }
    case 'json': {
      const { cards } = await memory.load();
      const shown = [...cards.values()].map(({ due, first, last, ...card }) => ({
        ...card,
        due: iso(due),
        first: iso(first),
        last: iso(last),
      }));
      const { events } = progress;
      return { text: exportedText(events, shown, now.toISOString()), what: `${events.length} events and ${shown.length} cards` };
    }
  }
}

const iso = (at: number) => new Date(at).toISOString();

/** All quiz questions, and of predictions and interviews what was asked. */
async function ankiCards({ catalog, memory, progress }: Services): Promise<readonly AnkiCard[]> {
  const deck = deckOf(
    catalog
      .askables(progress.progress.lessonsRead)
      .map((askable) => (askable.card.startsWith('question:') ? { ...askable, fresh: true } : askable)),
    await memory.load(),
  );
  return deck.flatMap(({ card, topic, lesson, state }): AnkiCard[] => {
    const ask = catalog.ask(card, state?.outcome);
    return ask === undefined ? [] : [{ ask, tags: tagsOf(catalog, topic, lesson) }];
  });
}

const tagsOf = (catalog: Catalog, topic: string, lesson: string) => [`wirewise::${catalog.topic(topic)?.slug ?? topic}::${lesson}`];
