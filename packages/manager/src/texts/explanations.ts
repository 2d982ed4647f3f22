import type { Explanation, Standing } from '../farm/rules/explanation.js';
import type { Finding, FindingCode } from '../farm/rules/findings.js';
import { workFindings } from './explanations-of-work.js';
import { workerFindings } from './explanations-of-workers.js';
import type { LocalTime, TextOf } from './listing.js';

/** What an explanation is about. */
export interface Topic {
  readonly subject: 'task' | 'job' | 'worker';
  readonly name: string;
}

/** One sentence that says how things stand and why. */
export function headlineText({ subject, name }: Topic, { standing, headline }: Explanation, time: LocalTime): string {
  const beginning = `${sentence(subject)} "${name}" ${STANDING[subject][standing]}`;
  return headline
    ? `${beginning}: ${messageOf(headline, time)}.`
    : `${beginning}, and nothing is known to stand in the way.`;
}

const STANDING: Readonly<Record<Topic['subject'], Readonly<Record<Standing, string>>>> = {
  task: {
    running: 'is running',
    'next-request': 'will start in a moment',
    waiting: 'is waiting',
    'needs-action': 'does not go on by itself',
    ended: 'is over',
  },
  job: {
    running: 'is running',
    'next-request': 'will go on in a moment',
    waiting: 'is waiting',
    'needs-action': 'does not go on by itself',
    ended: 'is over',
  },
  worker: {
    running: 'is at work',
    'next-request': 'will have a task in a moment',
    waiting: 'is waiting',
    'needs-action': 'gets nothing to do by itself',
    ended: 'is done',
  },
};

/** A finding as a sentence. */
export function findingText(finding: Finding, time: LocalTime): string {
  return `${sentence(messageOf(finding, time))}.`;
}

/** What would change it, as a sentence; one that says so where there is nothing to do. */
export function findingAction(finding: Finding): string {
  return textOf(finding).action(finding);
}

function messageOf(finding: Finding, time: LocalTime): string {
  return textOf(finding).message(finding, time);
}

/** The compiler does not see that a code and the text that is found by it belong together. */
function textOf(finding: Finding): TextOf<Finding> {
  return TEXTS[finding.code] as TextOf<Finding>;
}

function sentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}

type Texts = { readonly [Code in FindingCode]: TextOf<Extract<Finding, { readonly code: Code }>> };

const TEXTS: Texts = { ...workFindings, ...workerFindings };
