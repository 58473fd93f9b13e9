// The interviews to choose from, by level, with what the interviewer says beside them where there is room.
import { Box, Text } from 'ink';
import { useEffect, useMemo, useState } from 'react';
import { LEVELS, MINUTES } from '../../../interview/levels.ts';
import { PASS_IN_WORDS } from '../../../interview/rubric.ts';
import type { Interview } from '../../../interview/schema.ts';
import type { Progress } from '../../../progress/progress.ts';
import { type Line, Lines } from '../../components/line.tsx';
import { proseLines } from '../../components/prose.ts';
import { Rule } from '../../components/rule.tsx';
import { Select, type SelectItem } from '../../components/select.tsx';
import { useKeys } from '../../hooks/use-keys.tsx';
import type { Route } from '../../route.ts';
import type { ScreenProps } from '../../screen.ts';
import { type Symbols, useTheme } from '../../theme.ts';
import { LIST_KEYS } from './keys.ts';

/** From this width on the prompt stands beside the list. */
const WIDE = 100;

function markOf({ slug }: Interview, progress: Progress, symbols: Symbols): Pick<SelectItem<Interview>, 'mark' | 'markRole'> {
  const last = progress.interviews.get(slug);
  if (last?.passed) return { mark: symbols.done, markRole: 'good' };
  const begun = last !== undefined || Object.keys(progress.sittings.get(slug)?.answers ?? {}).length > 0;
  return begun ? { mark: symbols.partly, markRole: 'accent' } : { mark: symbols.todo, markRole: 'dim' };
}

function aboutLines(interview: Interview, progress: Progress, familyOf: (family: string) => string, columns: number): readonly Line[] {
  const last = progress.interviews.get(interview.slug);
  const total = last === undefined ? 0 : Object.values(last.scores).reduce((sum, score) => sum + score, 0);
  return [
    ...proseLines(`“${interview.prompt.trim()}”`, columns),
    [],
    ...proseLines(`Level ${interview.level}, ${LEVELS[interview.level]}. ${interview.families.map(familyOf).join(', ')}.`, columns),
    [
      {
        text: `${interview.budget} questions, ${MINUTES[interview.level]} minutes where the clock runs`,
        role: 'dim',
      },
    ],
    ...(last === undefined ? [] : [[], [{ text: `Last time ${total} of 18: ${last.passed ? 'passed' : 'not passed'}` }]]),
    [],
    ...proseLines(PASS_IN_WORDS, columns, { role: 'dim' }),
  ];
}

export function InterviewList({
  services,
  progress,
  columns,
  rows,
  navigate,
  record,
}: ScreenProps<Extract<Route, { screen: 'interview' }>>) {
  const { symbols, screenReader, style } = useTheme();
  const { catalog } = services;
  const families = useMemo(() => ['', ...catalog.decisions.map(({ family }) => family)], [catalog]);
  const [family, setFamily] = useState('');
  const familyOf = (id: string) => catalog.decision(id)?.title ?? id;
  const items = useMemo(() => {
    const fitting = catalog.interviews.filter((interview) => family === '' || interview.families.includes(family));
    return fitting.map((interview, index): SelectItem<Interview> => {
      const { level } = interview;
      const title = `Level ${level}, ${LEVELS[level]}`;
      return {
        key: interview.slug,
        label: interview.title,
        value: interview,
        ...markOf(interview, progress, symbols),
        ...(fitting[index - 1]?.level === level ? {} : { section: title }),
      };
    });
  }, [catalog, family, progress, symbols]);
  const [under, setUnder] = useState<Interview | undefined>(items[0]?.value);
  useEffect(() => {
    record({ kind: 'visited', place: { screen: 'interview', interview: '', seed: 0, answers: {}, seconds: 0, timed: false } });
  }, [record]);
  useKeys(LIST_KEYS, () => {
    const next = families[(families.indexOf(family) + 1) % families.length] ?? '';
    setFamily(next);
    setUnder(catalog.interviews.find((interview) => next === '' || interview.families.includes(next)));
  });
  const wide = columns >= WIDE && !screenReader;
  const left = wide ? Math.floor(columns * 0.48) : columns;
  const right = columns - left - 4;
  const about = under === undefined ? [] : aboutLines(under, progress, familyOf, wide ? right : Math.min(columns, 84));
  const below = wide ? 0 : Math.min(about.length, Math.max(0, Math.floor((rows - 2) / 2)));
  return (
    <Box flexDirection="column">
      <Text {...style('dim')}>
        {family === '' ? 'All families. The question is vague: ask, choose, defend, revise.' : familyOf(family)}
      </Text>
      <Box height={1} />
      <Box flexDirection="row" height={rows - 2}>
        <Box flexDirection="column" width={left} flexShrink={0}>
          {items.length === 0 ? <Text>No interview is about that yet: f goes on.</Text> : null}
          <Select
            key={family}
            items={items}
            columns={left}
            rows={rows - 2 - below - (below > 0 ? 1 : 0)}
            onSelect={({ slug }) => navigate({ screen: 'interview', interview: slug })}
            onHighlight={setUnder}
            verb="begin"
          />
          {below > 0 ? (
            <Box flexDirection="column" marginTop={1}>
              <Lines lines={about} rows={below} />
            </Box>
          ) : null}
        </Box>
        {wide ? (
          <>
            <Rule rows={rows - 2} />
            <Box width={right} flexShrink={0}>
              <Lines lines={about} rows={rows - 2} />
            </Box>
          </>
        ) : null}
      </Box>
    </Box>
  );
}
