// Cards as Anki's own text import (docs.ankiweb.net, "Text Files", "File Headers"): it needs no library, shows in a text editor
// what is imported, and a note that comes again updates itself by its GUID. The headers name the separator, the note type
// (Basic, which every Anki has), the deck, and the columns of GUID and tags. Schedules stay here: Anki has its own.
import type { Ask } from '../../content/catalog.ts';
import type { Question } from '../../quiz/schema.ts';

export interface AnkiCard {
  readonly ask: Ask;
  readonly tags: readonly string[];
}

/** How a citation is written: `RFC 6455 section 5.3`. */
export type Cite = (reference: string) => string;

/** The file, line feeds included. */
export function ankiText(cards: readonly AnkiCard[], cite: Cite): string {
  const head = ['#separator:tab', '#html:true', '#notetype:Basic', '#deck:Wirewise', '#guid column:1', '#tags column:4'];
  const rows = cards.map(({ ask, tags }) =>
    [`wirewise-${ask.card}`, front(ask, cite), back(ask.question, cite), tags.map((tag) => tag.replace(/\s+/g, '-')).join(' ')].join('\t'),
  );
  return `${[...head, ...rows].join('\n')}\n`;
}

/** Text of content as HTML without tabs, line feeds and quotation marks: Anki's file has no need to quote a field then. */
function html(text: string, cite: Cite): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
    .replace(/\s?\[\^([^\]]+)\]/g, (_mark, reference: string) => ` [${cite(reference)}]`)
    .replaceAll('\t', '  ')
    .trim()
    .replace(/\r?\n/g, '<br>');
}

const list = (items: readonly string[], tag: 'ul' | 'ol') => `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`;

function front({ above, question }: Ask, cite: Cite): string {
  const parts = [...(above === '' ? [] : [html(above, cite)]), html(question.prompt, cite)];
  return [...parts, ...shown(question, cite)].join('<br><br>');
}

function shown(question: Question, cite: Cite): readonly string[] {
  switch (question.kind) {
    case 'choice':
    case 'several':
      return [
        list(
          question.options.map(({ text }) => html(text, cite)),
          'ul',
        ),
      ];
    case 'trace':
      return [
        `<pre>${question.trace.map((line) => html(line, cite)).join('<br>')}</pre>`,
        list(
          question.options.map(({ text }) => html(text, cite)),
          'ul',
        ),
      ];
    case 'order':
      // By the alphabet: the author's order is the right one.
      return [
        list(
          [...question.steps].sort().map((step) => html(step, cite)),
          'ul',
        ),
      ];
    case 'number':
      return question.unit === '' ? [] : [`(${html(question.unit, cite)})`];
  }
}

function back(question: Question, cite: Cite): string {
  const source = `<br><br><small>${html(cite(question.source), cite)}</small>`;
  switch (question.kind) {
    case 'order':
      return `${list(
        question.steps.map((step) => html(step, cite)),
        'ol',
      )}${html(question.why, cite)}${source}`;
    case 'number':
      return `<b>${html(`${question.answer} ${question.unit}`.trim(), cite)}</b><br>${html(question.why, cite)}${source}`;
    default: {
      const right = question.options.filter(({ correct }) => correct);
      const wrong = question.options.filter(({ correct }) => !correct);
      const told = (options: typeof right, mark: string) =>
        options.map(({ text, why }) => `${mark} <b>${html(text, cite)}</b><br>${html(why, cite)}`);
      return [...told(right, '✓'), ...told(wrong, '✗')].join('<br><br>') + source;
    }
  }
}
