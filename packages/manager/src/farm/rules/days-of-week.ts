/** A day of the week: two letters as stored, and its number with 0 for Sunday. */
export interface Day {
  readonly name: string;
  readonly weekday: number;
}

const FULL_NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const WEEK: readonly Day[] = FULL_NAMES.map((name, weekday) => ({ name: name.slice(0, 2), weekday }));

/** The days named in a text, each once; or the first word that names none (D2.14). */
export function readDays(text: string): { readonly days: readonly Day[] } | { readonly unknown: string } {
  const days = new Set<Day>();
  for (const word of wordsOf(text)) {
    const named = daysOf(word);
    if (!named) return { unknown: word };
    for (const day of named) days.add(day);
  }
  return { days: [...days] };
}

/** Words between blanks and commas; a dash joins, with or without blanks around it. */
function wordsOf(text: string): string[] {
  return text
    .replace(/\s*[-–]\s*/g, '-')
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
}

function daysOf(word: string): readonly Day[] | undefined {
  const ends = word.split('-').map(dayOf);
  const [first, last = first] = ends;
  if (!first || !last || ends.length > 2 || ends.includes(undefined)) return undefined;
  const length = ((last.weekday - first.weekday + WEEK.length) % WEEK.length) + 1;
  return Array.from({ length }, (_, ahead) => WEEK[(first.weekday + ahead) % WEEK.length]).filter(
    (day) => day !== undefined,
  );
}

/** Two letters are enough for every day, and one is not. */
function dayOf(word: string): Day | undefined {
  return word.length < 2 ? undefined : WEEK[FULL_NAMES.findIndex((name) => name.startsWith(word.toLowerCase()))];
}
