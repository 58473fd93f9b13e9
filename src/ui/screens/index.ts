// The screens by name. The first is in the first frame; the others are loaded when they are wanted, or when nothing else is
// to be done.
import type { ComponentType } from 'react';
import type { Route } from '../route.ts';
import type { ScreenProps } from '../screen.ts';

type Screens = {
  readonly [Name in Route['screen']]: () => Promise<ComponentType<ScreenProps<Extract<Route, { screen: Name }>>>>;
};

export const SCREENS = {
  home: async () => (await import('./home/screen.tsx')).HomeScreen,
  lesson: async () => (await import('./lesson/screen.tsx')).LessonScreen,
  search: async () => (await import('./search/screen.tsx')).SearchScreen,
  review: async () => (await import('./review/screen.tsx')).ReviewScreen,
  stats: async () => (await import('./stats/screen.tsx')).StatsScreen,
  quiz: async () => (await import('./quiz/screen.tsx')).QuizScreen,
  interview: async () => (await import('./interview/screen.tsx')).InterviewScreen,
  decision: async () => (await import('./decision/screen.tsx')).DecisionScreen,
  design: async () => (await import('./design/screen.tsx')).DesignScreen,
  lab: async () => (await import('./lab/screen.tsx')).LabScreen,
  compare: async () => (await import('./compare/screen.tsx')).CompareScreen,
  tap: async () => (await import('./tap/screen.tsx')).TapScreen,
  edge: async () => (await import('./edge/screen.tsx')).EdgeScreen,
  experiment: async () => (await import('./experiment/screen.tsx')).ExperimentScreen,
} as const satisfies Screens;
