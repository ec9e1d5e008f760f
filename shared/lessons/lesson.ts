/** A guided lab as a file: a short text, questions to predict, a scenario to simulate, and findings that explain its result. */
import { z } from 'zod';
import { findingSchema } from './finding.ts';
import { questionSchema } from './question.ts';

export const LESSON_FORMAT = 'iovlab-lab';
export const LESSON_VERSION = 1;

const paragraph = z.string().min(1).max(2000);

export const lessonSchema = z
  .strictObject({
    format: z.literal(LESSON_FORMAT),
    version: z.literal(LESSON_VERSION),
    title: z.string().min(1).max(120),
    summary: z.string().min(1).max(400).describe('What one learns, in a sentence.'),
    minutes: z.int().min(1).max(240).describe('Minutes that a person takes, about.'),
    text: z.array(paragraph).min(1).max(12).describe('Introduction, a paragraph each.'),
    questions: z.array(questionSchema).min(1).max(12),
    scenario: z.unknown().describe('The scenario that is simulated, as in a scenario file.'),
    findings: z.array(findingSchema).min(1).max(20).describe('What explains the result.'),
    further: z.array(paragraph).max(12).default([]).describe('What to try next.'),
    reading: z
      .array(z.strictObject({ title: z.string().min(1).max(200), where: z.string().min(1).max(300) }))
      .max(12)
      .default([])
      .describe('Where to read on: a document, and its place or its address (https), which the page makes a link.'),
  })
  .describe('A guided lab.');
export type Lesson = z.output<typeof lessonSchema>;

/** Pictures that the page draws for an example. */
export const cardPictures = [
  'paths',
  'exits',
  'neighbour',
  'bend',
  'bars',
  'router',
  'queues',
  'search',
  'requests',
  'validation',
] as const;
export type CardPicture = (typeof cardPictures)[number];

/** What the start page tells of an example before it is run, and what explains its result after. */
export const cardSchema = z
  .strictObject({
    question: z.string().min(1).max(120),
    shows: z.string().min(1).max(400).describe('What one will see.'),
    picture: z.enum(cardPictures),
    /** Place among the examples, the first first. */
    order: z.int().min(0).max(1000),
    findings: z.array(findingSchema).max(20).default([]),
  })
  .describe('The card of an example.');
export type Card = z.output<typeof cardSchema>;

/** Predictions by question, and the run that answers them. */
export const lessonProgressSchema = z.strictObject({
  predictions: z.record(z.string(), z.number()),
  /** Identity of the run, in the project that was open then; null before it. */
  runId: z.string().max(64).nullable(),
});
export type LessonProgress = z.output<typeof lessonProgressSchema>;
