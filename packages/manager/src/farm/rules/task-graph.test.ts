import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkTaskGraph } from './task-graph.js';
import type { GraphTask } from './task-graph.js';

/** `a<b,c`: task a, which waits for b and c. Tasks have their names as UUIDs, in capitals. */
function tasks(text: string): GraphTask[] {
  return text.split(' ').map((task) => {
    const [name = '', dependencies = ''] = task.split('<');
    return { name, uuid: name.toUpperCase(), dependencies: dependencies.toUpperCase().split(',').filter(Boolean) };
  });
}

describe('the tasks of a job (D3.4)', () => {
  it('are fine when they wait for tasks of the same job', () => {
    expect(checkTaskGraph(tasks('a b<a c<a,b d<c,a'))).toEqual([]);
  });

  it('may be in any order', () => {
    expect(checkTaskGraph(tasks('video<one,two one two<one'))).toEqual([]);
  });

  it('are refused when there are none', () => {
    expect(checkTaskGraph([])).toEqual([{ tag: 'empty' }]);
  });

  it('are refused when two have one UUID', () => {
    const twice = [...tasks('a b'), { name: 'c', uuid: 'A', dependencies: [] }];
    expect(checkTaskGraph(twice)).toEqual([{ tag: 'duplicate-uuid', uuid: 'A', names: ['a', 'c'] }]);
  });

  it('are refused when one waits for a task that is not there', () => {
    expect(checkTaskGraph(tasks('a<x b<a'))).toEqual([{ tag: 'unknown-dependency', task: 'a', dependency: 'X' }]);
  });

  it('are refused when one names a dependency twice', () => {
    expect(checkTaskGraph(tasks('a b<a,a'))).toEqual([{ tag: 'duplicate-dependency', task: 'b', dependency: 'a' }]);
  });

  it('are refused when one waits for itself', () => {
    expect(checkTaskGraph(tasks('a b<b'))).toEqual([{ tag: 'cycle', names: ['b'] }]);
  });

  it('are refused with the names along a circle, without those that only lead to it', () => {
    expect(checkTaskGraph(tasks('start<a a<b b<c c<a free'))).toEqual([{ tag: 'cycle', names: ['a', 'b', 'c'] }]);
  });

  it('are refused with everything that is wrong', () => {
    expect(checkTaskGraph(tasks('a<b b<a c<x,a,a')).map(({ tag }) => tag)).toEqual([
      'unknown-dependency',
      'duplicate-dependency',
      'cycle',
    ]);
  });

  it('are refused with the first of very many mistakes, and how many more there are', () => {
    const wrong = Array.from({ length: 1000 }, (_, index) => ({
      uuid: `${index}`,
      name: `${index}`,
      dependencies: ['gone'],
    }));
    const problems = checkTaskGraph(wrong);
    expect(problems.slice(0, -1).map(({ tag }) => tag)).toEqual(Array.from({ length: 20 }, () => 'unknown-dependency'));
    expect(problems.at(-1)).toEqual({ tag: 'more', count: 980 });
  });

  it('are checked without running out of stack, half a million in one chain', () => {
    const chain = Array.from({ length: 500_000 }, (_, index) => ({
      uuid: String(index),
      name: String(index),
      dependencies: index === 0 ? [] : [String(index - 1)],
    }));
    expect(checkTaskGraph(chain)).toEqual([]);
    chain[0] = { uuid: '0', name: '0', dependencies: ['499999'] };
    expect(checkTaskGraph(chain)).toMatchObject([{ tag: 'cycle' }]);
  });
});

describe('any tasks', () => {
  const size = 8;
  const edges = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 20 });
  const graph = edges.map((pairs) =>
    Array.from({ length: size }, (_, index) => ({
      uuid: `u${index}`,
      name: `u${index}`,
      dependencies: [...new Set(pairs.filter(([from]) => from === index).map(([, to]) => `u${to}`))],
    })),
  );

  it('have a circle exactly if some task reaches itself, and the names are one', () => {
    fc.assert(
      fc.property(graph, (all) => {
        const [cycle] = checkTaskGraph(all);
        expect(cycle !== undefined).toBe(all.some(({ uuid }) => reachable(all, uuid).has(uuid)));
        if (cycle?.tag !== 'cycle') return;
        cycle.names.forEach((name, index) => {
          const next = cycle.names[(index + 1) % cycle.names.length] ?? '';
          expect(dependenciesOf(all, name)).toContain(next);
        });
      }),
    );
  });
});

const dependenciesOf = (all: readonly GraphTask[], uuid: string) =>
  all.find((it) => it.uuid === uuid)?.dependencies ?? [];

/** Slow and obvious: everything that can be reached along dependencies. */
function reachable(all: readonly GraphTask[], from: string): Set<string> {
  const found = new Set<string>();
  const visit = (uuid: string) => {
    for (const next of dependenciesOf(all, uuid)) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(from);
  return found;
}
