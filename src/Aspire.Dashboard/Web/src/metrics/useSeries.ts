import { useEffect } from 'preact/hooks';
import { ask } from '../telemetry/run';
import { useAnswer, type Answer } from '../telemetry/useAnswer';
import type { Place, Series } from './model';

export interface Wish {
  /** Minutes up to now; 0 for the whole run. */
  range: number;
  points: number;
  aggregates: string[];
  groupBy: string;
  /** For each dimension the value wanted. */
  filters: Record<string, string>;
  exemplars: number;
  limit: number;
}

const wholeRun = 0;

/** What an instrument measured; asked again at every `beat`. */
export function useSeries({ service, meter, instrument }: Place, wish: Wish, beat: number, isWanted = true): Answer<Series> {
  const parameters: Record<string, string | number> = {
    service, meter, instrument: instrument.name, points: wish.points, aggregate: wish.aggregates.join(','), groupBy: wish.groupBy, limit: wish.limit, exemplars: wish.exemplars,
  };
  for (const [name, value] of Object.entries(wish.filters))
    parameters[`dimension.${name}`] = value;
  // The time is not part of the question that is kept: a later answer replaces the one before.
  const address = isWanted ? ask('/api/metrics/series', parameters) : null;
  const answer = useAnswer<Series>(address, () => {
    const to = Date.now();
    return wish.range === wholeRun ? '' : `&from=${to - wish.range * 60_000}&to=${to}`;
  });
  useEffect(() => {
    if (isWanted)
      answer.again();
  }, [beat, wish.range]);
  return answer;
}
