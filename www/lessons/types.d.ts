// A lesson, as its file has it.

import type { State } from '../state/state.js';

/** A lesson of the course, as its file under www/lessons has it; the README there says what each field is for. */
export interface Lesson {
  id: string;
  title: LessonText;
  /** What one can do after it, in one line. */
  promise: LessonText;
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
  /** What the step shows, in one sentence. */
  headline: LessonText;
  text: LessonText;
  state: Partial<State>;
  /** The controls a slide has, by their names for `hide`: at most one of A and one of B. */
  controls?: string[];
  question?: LessonQuestion;
  walk?: Walk;
  /** Comparisons over the measures of `state`, all true. */
  claims: string[];
}

/** An algorithm in frames: what each lays over the step's state, and a text that is filled from the numbers of each. */
export interface Walk {
  frames: Partial<State>[];
  text: LessonText;
}

/** What is laid over the step's state until the guess is made, and the text that belongs to it. */
type Before = { before: Partial<State>; setup: LessonText } | { before?: undefined; setup?: undefined };

export type LessonQuestion =
  | (GuessQuestion & Before)
  | { kind: 'challenge'; ask: LessonText; reveal: LessonText; goals: string[]; solution: string };

export type GuessQuestion = { ask: LessonText; reveal: LessonText } & (
  | { kind: 'choice'; options: { text: LessonText; when?: string }[]; answer: number }
  | { kind: 'slider'; answer: string; unit: 'dB' | '%' | 'codes' | 'bits'; range: [number, number] }
  | CurveQuestion
  | PlaceQuestion
  | { kind: 'codes'; scheme: 'a' | 'b' }
);

/** A curve is drawn: a measure at schemes that are named along an axis. */
export interface CurveQuestion {
  kind: 'curve';
  /** Of the data of `state`; the points stand at equal distances. */
  points: { label: LessonText | string; scheme: string }[];
  /** The title of the axis under the curve. */
  axis: LessonText;
  /** The ends of the axis of decibels. */
  range: [number, number];
}

/** A place or a stretch is marked on the axis of the data: one expression for each of its ends. */
export interface PlaceQuestion {
  kind: 'place';
  /** One: a line is placed. Two, ascending: the values between them are shaded. */
  answers: [string] | [string, string];
}
