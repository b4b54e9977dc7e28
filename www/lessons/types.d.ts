// A lesson, as its file has it.

import type { State } from '../state/state.js';

/** A lesson of the course, as its file under www/lessons has it; the README there says what each field is for. */
export interface Lesson {
  id: string;
  title: LessonText;
  minutes: number;
  /** For the teacher. */
  notes: LessonText;
  steps: LessonStep[];
}

/** A text of a lesson in both languages. Placeholders `{EXPRESSION|FORMAT}` are filled by www/lessons/expression.js. */
export interface LessonText {
  en: string;
  'zh-CN': string;
}

export interface LessonStep {
  text: LessonText;
  state: Partial<State>;
  question?: LessonQuestion;
  /** Comparisons over the measures of `state`, all true. */
  claims: string[];
}

/** `before` is laid over the step's state until the guess is made. */
export type LessonQuestion = { ask: LessonText; reveal: LessonText } & (
  | { kind: 'choice'; before?: Partial<State>; options: { text: LessonText; when?: string }[]; answer: number }
  | { kind: 'slider'; before?: Partial<State>; answer: string; unit: string; range: [number, number] }
  | { kind: 'challenge'; goals: string[]; solution: string }
);
