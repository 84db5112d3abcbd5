import { useMemo, useState } from 'preact/hooks';
import type { Run } from '../model';
import { addressOf, follow, type Route } from '../shared/route';
import { fullTime } from '../shared/time';
import { durationText, hueOf } from '../telemetry/format';
import { ask } from '../telemetry/run';
import { useAnswer } from '../telemetry/useAnswer';

/** What the API says of two runs; docs/dashboard-api.md is the source. */
interface Comparison {
  items: { resource: string; operation: string; a: Figures | null; b: Figures | null }[];
}

interface Figures {
  count: number;
  errors: number;
  p50Ns: number;
  p95Ns: number;
  queriesPerRequest: number;
}

type Order = 'p95' | 'p50' | 'errors' | 'queries' | 'name';

/** By operation what two runs took: what got slower, fails more or asks more stands at the top. */
export function RunsCompared({ first, second, runs }: { first: string; second: string; runs: Run[] }) {
  const { value, problem } = useAnswer<Comparison>(ask('/api/compare', { a: first, b: second, limit: 1000 }, ''));
  const [order, setOrder] = useState<Order>('p95');
  const rows = useMemo(() => value?.items.toSorted((one, other) => rank(other, order) - rank(one, order) || one.operation.localeCompare(other.operation)) ?? [], [value, order]);
  const back: Route = { page: 'runs' };
  const head = (by: Order, text: string) => <th scope="col" aria-sort={order === by ? 'descending' : undefined}><button class="plain" onClick={() => setOrder(by)}>{text}{order === by && ' ↓'}</button></th>;
  const name = (id: string) => {
    const run = runs.find(one => one.id === id);
    return run ? fullTime(run.startedAt) : id;
  };
  return (
    <section class="overview" aria-label="Two runs compared">
      <header class="trace-head">
        <p class="crumbs"><a href={addressOf(back)} onClick={follow(back)}>Runs</a></p>
        <h2>{name(first)} → {name(second)}</h2>
      </header>
      {!value ? <p class="empty" role="status">{problem ?? 'Comparing…'}</p> : rows.length === 0 ? <p class="empty">Neither run holds a trace.</p> : (
        <div class="table-frame" tabIndex={0} role="region" aria-label="Operations of the two runs">
          <table class="resources figures">
            <caption class="unseen">Operations of the two runs</caption>
            <thead><tr>{head('name', 'Operation')}<th scope="col">Requests</th>{head('errors', 'Failed')}{head('p50', 'p50')}{head('p95', 'p95')}{head('queries', 'Queries a request')}</tr></thead>
            <tbody>{rows.map(row => <Row key={`${row.resource} ${row.operation}`} {...row} runs={[first, second]} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ resource, operation: name, a: first, b: second, runs }: Comparison['items'][number] & { runs: [string, string] }) {
  const link = (run: string): Route => ({ page: 'traces', parameters: { run, resource, text: name } });
  const pair = (text: (figures: Figures) => string, worse: (figures: Figures) => number) => (
    <td class={first && second ? tone(worse(first), worse(second)) : 'dim'}>{first ? text(first) : '–'} → {second ? text(second) : '–'}</td>
  );
  return (
    <tr>
      <th scope="row"><span class={`service ${hueOf(resource)}`}>{resource}</span> {name}</th>
      <td>
        {first ? <a href={addressOf(link(runs[0]))} onClick={follow(link(runs[0]))}>{first.count.toLocaleString()}</a> : '–'} → {second ? <a href={addressOf(link(runs[1]))} onClick={follow(link(runs[1]))}>{second.count.toLocaleString()}</a> : '–'}
      </td>
      {pair(figures => figures.errors.toLocaleString(), figures => figures.errors / figures.count)}
      {pair(figures => durationText(figures.p50Ns), figures => figures.p50Ns)}
      {pair(figures => durationText(figures.p95Ns), figures => figures.p95Ns)}
      {pair(figures => String(Number(figures.queriesPerRequest.toFixed(2))), figures => figures.queriesPerRequest)}
    </tr>
  );
}

// A tenth more or less may be chance.
const tone = (first: number, second: number): string => second > first * 1.1 ? 'worse' : second < first / 1.1 ? 'better' : '';

function rank({ a: first, b: second }: Comparison['items'][number], order: Order): number {
  if (order === 'name')
    return 0;
  if (!first || !second)
    return -Infinity;
  switch (order) {
    case 'errors': return second.errors / second.count - first.errors / first.count;
    case 'queries': return second.queriesPerRequest - first.queriesPerRequest;
    case 'p50': return second.p50Ns / Math.max(1, first.p50Ns);
    case 'p95': return second.p95Ns / Math.max(1, first.p95Ns);
  }
}
