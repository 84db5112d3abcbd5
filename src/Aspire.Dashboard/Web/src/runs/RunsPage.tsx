import { useState } from 'preact/hooks';
import type { Run } from '../model';
import { Icon } from '../shared/icons';
import { addressOf, follow, go, type Route } from '../shared/route';
import { useParameter } from '../shared/params';
import { say } from '../shared/toasts';
import { duration, fullTime } from '../shared/time';
import { useAnswer } from '../telemetry/useAnswer';
import { RunsCompared } from './RunsCompared';

/** The starts of the application that are kept. One can be looked into after its end, pinned, or compared with another. */
export function RunsPage() {
  const { value, problem, again } = useAnswer<{ items: Run[] }>('/api/runs');
  const [first] = useParameter('first');
  const [second] = useParameter('second');
  const [ticked, setTicked] = useState<string[]>([]);
  const tick = (id: string) => setTicked(ticked.includes(id) ? ticked.filter(one => one !== id) : [...ticked, id].slice(-2));
  const runs = value?.items ?? [];
  if (!value)
    return <p class="empty" role="status">{problem ?? 'Reading the runs…'}</p>;
  if (first && second)
    return <RunsCompared first={first} second={second} runs={runs} />;

  // The older one first: what came of the newer is the question.
  const compare = () => {
    const [newer, older] = runs.filter(run => ticked.includes(run.id)).map(run => run.id);
    go({ page: 'runs', parameters: { first: older!, second: newer! } });
  };
  return (
    <section class="overview" aria-label="Runs">
      <div class="toolbar">
        <span class="dim">{runs.length} runs are kept. Tick two to compare them.</span>
        <span class="spacer" />
        <button class="command" disabled={ticked.length !== 2} onClick={compare}>Compare the two</button>
      </div>
      <div class="table-frame">
        <table class="resources runs">
          <caption class="unseen">Runs</caption>
          <thead><tr><th scope="col" class="c-tick"><span class="unseen">Compare</span></th><th scope="col">Started</th><th scope="col">Lasted</th><th scope="col" class="c-type">Size</th><th scope="col">Look into</th><th scope="col" class="c-actions">Pin</th></tr></thead>
          <tbody>{runs.map(run => <Row key={run.id} run={run} isTicked={ticked.includes(run.id)} onTick={() => tick(run.id)} onPinned={again} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ run, isTicked, onTick, onPinned }: { run: Run; isTicked: boolean; onTick: () => void; onPinned: () => void }) {
  const parameters = { run: run.isCurrent ? '' : run.id };
  const when = fullTime(run.startedAt);
  const pin = async () => {
    const answer = await fetch(`/api/runs/${encodeURIComponent(run.id)}/pin`, { method: run.isPinned ? 'DELETE' : 'PUT' }).catch(() => null);
    if (!answer?.ok)
      say(`The run of ${when} could not be ${run.isPinned ? 'let go' : 'pinned'}.`, true);
    onPinned();
  };
  const link = (page: 'logs' | 'traces' | 'metrics' | 'map' | 'query', text: string) => {
    const target: Route = { page, parameters };
    return <a href={addressOf(target)} aria-label={`${text} of the run of ${when}`} onClick={follow(target)}>{text}</a>;
  };
  return (
    <tr>
      <td class="c-tick"><input type="checkbox" aria-label={`Compare the run of ${when}`} checked={isTicked} onChange={onTick} /></td>
      <th scope="row"><time dateTime={run.startedAt}>{when}</time></th>
      <td class="c-lasted">{run.isCurrent ? <span class="state">goes on, this run</span> : run.isLive ? 'goes on' : duration(run.startedAt, run.endedAt!)}</td>
      <td class="c-type">{(run.bytes / 1024 ** 2).toFixed(1)} MiB</td>
      <td class="c-links"><span class="run-links">{link('traces', 'Traces')}{link('logs', 'Logs')}{link('metrics', 'Metrics')}{link('map', 'Map')}{link('query', 'Query')}</span></td>
      <td class="c-actions"><button class="icon-button" aria-pressed={run.isPinned} aria-label={`Keep the run of ${when}`} title={run.isPinned ? 'Pinned: kept however old it gets' : 'Pin: keep it however old it gets'} onClick={pin}><Icon name="pin" /></button></td>
    </tr>
  );
}
