import { useMemo, useState } from 'preact/hooks';
import type { Resource, TraceSummary } from '../model';
import { useParameter } from '../shared/params';
import { addressOf, follow, go } from '../shared/route';
import { fullTime, preciseTime } from '../shared/time';
import { VirtualTable } from '../shared/VirtualTable';
import { Pause, ResourceFilter, TextFilter } from '../telemetry/Filters';
import { durationText, hueOf } from '../telemetry/format';
import { useList } from '../telemetry/live';
import { ask, sameRun, traceAt } from '../telemetry/run';
import { Histogram } from './Histogram';
import { useListedFindings } from './listedFindings';

export function TracesPage({ list }: { list: Resource[] }) {
  const [text, setText] = useParameter('text');
  const [resource, setResource] = useParameter('resource');
  const [errors, setErrors] = useParameter('errors');
  const [least, setLeast] = useParameter('min');
  const [most, setMost] = useParameter('max');
  const [paused, setPaused] = useState(false);
  const [ticked, setTicked] = useState<string[]>([]);
  const { items, counts, problem, more } = useList<TraceSummary>(ask('/api/traces', { limit: 200, text, resource, errors: errors === 'true', minDurationMs: least && Math.floor(Number(least)) }), paused);
  const [from, to] = [Number(least || 0) * 1e6, most ? Number(most) * 1e6 : Infinity];
  const shown = useMemo(() => items?.filter(trace => trace.durationNs >= from && trace.durationNs < to) ?? null, [items, from, to]);
  const longest = useMemo(() => (shown ?? []).reduce((longest, trace) => Math.max(longest, trace.durationNs), 1), [shown]);
  const tick = (traceId: string) => setTicked(ticked.includes(traceId) ? ticked.filter(one => one !== traceId) : [...ticked, traceId].slice(-2));

  return (
    <section class="overview" aria-label="Traces">
      <div class="toolbar">
        <TextFilter label="Filter traces" value={text} onChange={setText} />
        <ResourceFilter list={list} value={resource} onChange={setResource} />
        <button class="chip" aria-pressed={errors === 'true'} onClick={() => setErrors(errors ? '' : 'true')}>With errors</button>
        <Limit label="at least" value={least} onChange={setLeast} />
        <Limit label="below" value={most} onChange={setMost} />
        <Pause paused={paused} onChange={setPaused} />
        {ticked.length === 2 && <button class="command" onClick={() => go(sameRun({ page: 'trace', traceId: ticked[0]!, parameters: { with: ticked[1]! } }))}>Compare the two</button>}
        <span class="spacer" />
        {counts && <span class="dim">{counts.traces.toLocaleString()} traces{counts.droppedSpans > 0 && `, ${counts.droppedSpans.toLocaleString()} older spans made room`}</span>}
      </div>
      {problem && <p class="note" role="status">{problem}</p>}
      <Histogram address={ask('/api/traces/histogram', { text, resource, errors: errors === 'true' })} beat={counts?.spans} from={from} to={to} onChoose={(least, most) => {
        setLeast(least);
        setMost(most);
      }} />
      {shown === null ? !problem && <p class="empty">Reading the traces…</p> : shown.length === 0
        ? <p class="empty">{text || resource || errors || least || most ? 'No trace matches the filter.' : 'No traces yet. Services that send them by OpenTelemetry show here.'}</p>
        : (
          <VirtualTable label="Traces" className="traces" columns={5} items={shown} keyOf={trace => trace.traceId} onEnd={more}
            head={<tr><th scope="col" class="c-tick"><span class="unseen">Compare</span></th><th scope="col" class="c-trace">Trace</th><th scope="col" class="c-started">Started</th><th scope="col" class="c-spans">Spans</th><th scope="col" class="c-duration">Duration</th></tr>}
            row={trace => <Row key={trace.traceId} trace={trace} longest={longest} isTicked={ticked.includes(trace.traceId)} onTick={() => tick(trace.traceId)} />} />
        )}
    </section>
  );
}

function Limit({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label class="limit dim">{label}
      <input type="number" min="0" step="any" aria-label={`Duration ${label}, in milliseconds`} value={value} onChange={event => onChange(event.currentTarget.value)} /> ms
    </label>
  );
}

function Row({ trace, longest, isTicked, onTick }: { trace: TraceSummary; longest: number; isTicked: boolean; onTick: () => void }) {
  const target = traceAt(trace.traceId);
  const badges = useListedFindings(trace);
  return (
    <tr onClick={event => !(event.target as Element).closest('a, input') && follow(target)(event)}>
      <td class="c-tick"><input type="checkbox" aria-label={`Compare ${trace.name || 'unnamed'}`} title="Tick two to compare them" checked={isTicked} onChange={onTick} /></td>
      <th scope="row" class="c-trace"><a href={addressOf(target)} data-row onClick={follow(target)}>{trace.name || 'unnamed'}</a></th>
      <td class="c-started"><time dateTime={trace.startedAt} title={fullTime(trace.startedAt)}>{preciseTime(trace.startedAt)}</time></td>
      <td class="c-spans">
        <span class="services">
          {trace.errorCount > 0 && <span class="errors">{trace.errorCount} failed</span>}
          {badges.map(badge => <span key={badge.text} class="badge" title={badge.hint}>{badge.text}</span>)}
          {trace.resources.map(({ name, spanCount }) => <span key={name} class={`service ${hueOf(name)}`}>{name} <span class="dim">{spanCount}</span></span>)}
        </span>
      </td>
      <td class="c-duration"><span class="bar-text">{durationText(trace.durationNs)}</span><meter class="bar" aria-hidden="true" min="0" max={longest} value={trace.durationNs} /></td>
    </tr>
  );
}
