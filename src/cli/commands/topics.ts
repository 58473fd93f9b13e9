// `wirewise topics`: the course as a list.
import { printableJson } from '../../lib/printable.ts';
import type { Command } from '../command.ts';
import { wrap } from '../wrap.ts';

export const topics: Command = {
  name: 'topics',
  summary: 'what the course holds: topics, lessons, labs, and what is not there yet',
  usage: '',
  positionals: { min: 0, max: 0 },
  options: [{ name: 'json', kind: 'flag', help: 'Print one JSON document' }],
  examples: ['wirewise topics', "wirewise topics --json | jq '.topics[].lessons[].slug'"],
  async run(args, services, io) {
    const list = services.catalog.topics.map((topic) => ({
      slug: topic.slug,
      title: topic.title,
      status: topic.status,
      summary: topic.summary,
      planned: topic.planned,
      lessons: topic.lessons.map((lesson) => ({
        slug: lesson.slug,
        title: lesson.title,
        minutes: lesson.minutes,
        lab: lesson.lab ?? null,
        experiments: lesson.experiments.map((experiment) => experiment.id),
        questions: lesson.questions.length,
      })),
    }));
    if (args.flag('json')) {
      const labs = services.labs.list.map(({ id, title, summary }) => ({ id, title, summary }));
      const decisions = services.catalog.decisions.map(({ family, title }) => ({ family, title }));
      io.out(printableJson({ topics: list, labs, decisions }));
      return 0;
    }
    for (const [index, topic] of list.entries()) {
      if (index > 0) io.out('');
      io.out(`${index + 1}  ${topic.title}${topic.status === 'planned' ? '  (not there yet)' : ''}`);
      for (const lesson of topic.lessons) {
        const parts = [`${lesson.minutes} min`, `${lesson.experiments.length} experiments`, `${lesson.questions} questions`];
        io.out(`   ${lesson.title.padEnd(34)} ${parts.join(' · ')}${lesson.lab === null ? '' : `   wirewise lab ${lesson.lab}`}`);
      }
      for (const line of wrap(topic.planned, io.width, '   ')) io.out(line);
    }
    io.out('');
    const families = services.catalog.decisions;
    const width = Math.max(0, ...families.map(({ family }) => family.length));
    for (const { family, title } of families) io.out(`Decision quiz  wirewise decide ${family.padEnd(width)}  ${title}`);
    return 0;
  },
};
