import { describe, expect, it } from 'vitest';
import { removeLabelled, type Kind, type SweptEngine } from './sweep';

/** An engine in memory; a network with containers on it cannot be removed. */
class Engine implements SweptEngine {
  readonly held: Record<Kind, Set<string>>;
  readonly asked: string[] = [];

  constructor(held: Partial<Record<Kind, string[]>>) {
    this.held = {
      containers: new Set(held.containers),
      networks: new Set(held.networks),
      volumes: new Set(held.volumes),
    };
  }

  async list(kind: Kind, labels: readonly string[]): Promise<string[]> {
    this.asked.push(`${kind} ${labels.join(' ')}`);
    return [...this.held[kind]];
  }

  async remove(kind: Kind, id: string): Promise<void> {
    if (kind === 'networks' && this.held.containers.size > 0) throw new Error('network has active endpoints');
    this.held[kind].delete(id);
  }
}

function remaining({ held }: Engine): string[] {
  return Object.values(held).flatMap((ids) => [...ids]);
}

describe('removeLabelled', () => {
  it('asks for what carries all the labels and removes it', async () => {
    const engine = new Engine({ containers: ['c1', 'c2'], networks: ['n1'], volumes: ['v1'] });
    expect(await removeLabelled(engine, ['owner=us', 'session=1'])).toBe(true);
    expect(remaining(engine)).toEqual([]);
    expect(new Set(engine.asked)).toEqual(
      new Set(['containers owner=us session=1', 'networks owner=us session=1', 'volumes owner=us session=1']),
    );
  });

  it('removes a container that was being made when its client died', async () => {
    const engine = new Engine({ containers: ['c1'], networks: ['n1'] });
    const list = engine.list.bind(engine);
    let looks = 0;
    engine.list = async (kind, labels) => {
      looks += 1;
      if (looks === 2) engine.held.containers.add('late');
      return list(kind, labels);
    };
    expect(await removeLabelled(engine, ['a=b'])).toBe(true);
    expect(remaining(engine)).toEqual([]);
  });

  it('tries again when the engine does not answer', async () => {
    const engine = new Engine({ containers: ['c1'] });
    const list = engine.list.bind(engine);
    let times = 0;
    engine.list = async (kind, labels) => {
      times += 1;
      if (times === 1) throw new Error('the engine is busy');
      return list(kind, labels);
    };
    expect(await removeLabelled(engine, ['a=b'])).toBe(true);
    expect(remaining(engine)).toEqual([]);
  });

  it('says when something cannot be removed', async () => {
    const engine = new Engine({ containers: ['c1'] });
    engine.remove = () => Promise.reject(new Error('it will not go'));
    expect(await removeLabelled(engine, ['a=b'])).toBe(false);
  });
});
