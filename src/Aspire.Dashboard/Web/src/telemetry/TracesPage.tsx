import { useState } from 'preact/hooks';
import type { Resource, TraceSummary } from '../model';
import { addressOf, follow } from '../shared/route';
import { fullTime, preciseTime } from '../shared/time';
import { More, Pause, ResourceFilter, TextFilter } from './Filters';
import { durationText, hueOf } from './format';
import { useList } from './live';

export function TracesPage({ list }: { list: Resource[] }) {
  const [text, setText] = useState('');
  const [resource, setResource] = useState('');
  const [errors, setErrors] = useState(false);
  const [paused, setPaused] = useState(false);
  const query = new URLSearchParams({ limit: '100' });
  if (text)
    query.set('text', text);
  if (resource)
    query.set('resource', resource);
  if (errors)
    query.set('errors', 'true');
  const { items, counts, more } = useList<TraceSummary>(`/api/traces?${query}`, paused);
  const longest = Math.max(1, ...(items ?? []).map(trace => trace.durationNs));

  return (
    <section class="overview" aria-label="Traces">
      <div class="toolbar">
        <TextFilter label="Filter traces" value={text} onChange={setText} />
        <ResourceFilter list={list} value={resource} onChange={setResource} />
        <button class="chip" aria-pressed={errors} onClick={() => setErrors(!errors)}>With errors</button>
        <Pause paused={paused} onChange={setPaused} />
        <span class="spacer" />
        {counts && <span class="dim">{counts.traces.toLocaleString()} traces{counts.droppedSpans > 0 && `, ${counts.droppedSpans.toLocaleString()} older spans made room`}</span>}
      </div>
      {items === null ? <p class="empty">Reading the traces…</p> : items.length === 0
        ? <p class="empty">{text || resource || errors ? 'No trace matches the filter.' : 'No traces yet. Services that send them by OpenTelemetry show here.'}</p>
        : (
          <div class="table-frame">
            <table class="resources traces">
              <caption class="unseen">Traces</caption>
              <thead><tr><th scope="col">Trace</th><th scope="col" class="c-started">Started</th><th scope="col" class="c-spans">Spans</th><th scope="col" class="c-duration">Duration</th></tr></thead>
              <tbody>{items.map(trace => <Row key={trace.traceId} trace={trace} longest={longest} />)}</tbody>
            </table>
            <More more={more} />
          </div>
        )}
    </section>
  );
}

function Row({ trace, longest }: { trace: TraceSummary; longest: number }) {
  const target = { page: 'trace', traceId: trace.traceId } as const;
  return (
    <tr onClick={event => !(event.target as Element).closest('a') && follow(target)(event)}>
      <th scope="row" class="c-trace"><a href={addressOf(target)} onClick={follow(target)}>{trace.name || 'unnamed'}</a></th>
      <td class="c-started"><time dateTime={trace.startedAt} title={fullTime(trace.startedAt)}>{preciseTime(trace.startedAt)}</time></td>
      <td class="c-spans">
        <span class="services">
          {trace.resources.map(({ name, spanCount }) => <span key={name} class={`service ${hueOf(name)}`}>{name} <span class="dim">{spanCount}</span></span>)}
          {trace.errorCount > 0 && <span class="errors">{trace.errorCount} failed</span>}
        </span>
      </td>
      <td class="c-duration"><span class="bar-text">{durationText(trace.durationNs)}</span><meter class="bar" aria-hidden="true" min="0" max={longest} value={trace.durationNs} /></td>
    </tr>
  );
}
