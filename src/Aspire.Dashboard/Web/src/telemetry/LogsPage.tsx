import { useState } from 'preact/hooks';
import type { LogRecord, Resource } from '../model';
import { Icon } from '../shared/icons';
import { addressOf, follow } from '../shared/route';
import { fullTime, preciseTime } from '../shared/time';
import { More, Pause, ResourceFilter, TextFilter } from './Filters';
import { hueOf, textOf } from './format';
import { useList } from './live';
import { SeverityText } from './SeverityText';
import { AttributeList } from './SpanDetails';

const severities = ['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical'];

export function LogsPage({ list }: { list: Resource[] }) {
  const [text, setText] = useState('');
  const [resource, setResource] = useState('');
  const [severity, setSeverity] = useState('Trace');
  const [paused, setPaused] = useState(false);
  const [selected, setSelected] = useState<number | null>(null);
  const query = new URLSearchParams({ limit: '200' });
  if (text)
    query.set('text', text);
  if (resource)
    query.set('resource', resource);
  if (severity !== 'Trace')
    query.set('severity', severity);
  const { items, counts, more } = useList<LogRecord>(`/api/logs?${query}`, paused);
  const record = items?.find(item => item.number === selected);

  return (
    <div class={record ? 'split' : 'split whole'}>
      <section class="overview" aria-label="Structured logs">
        <div class="toolbar">
          <TextFilter label="Filter log records" value={text} onChange={setText} />
          <ResourceFilter list={list} value={resource} onChange={setResource} />
          <select aria-label="Least severity" value={severity} onChange={event => setSeverity(event.currentTarget.value)}>
            {severities.map(name => <option key={name} value={name}>{name === 'Trace' ? 'All severities' : `${name} and above`}</option>)}
          </select>
          <Pause paused={paused} onChange={setPaused} />
          <span class="spacer" />
          {counts && <span class="dim">{counts.logs.toLocaleString()} records{counts.droppedLogs > 0 && `, ${counts.droppedLogs.toLocaleString()} older ones made room`}</span>}
        </div>
        {items === null ? <p class="empty">Reading the log records…</p> : items.length === 0
          ? <p class="empty">{text || resource || severity !== 'Trace' ? 'No log record matches the filter.' : 'No log records yet. Services that send them by OpenTelemetry show here.'}</p>
          : (
            <div class="table-frame">
              <table class="resources records">
                <caption class="unseen">Structured logs</caption>
                <thead><tr><th scope="col" class="c-started">Time</th><th scope="col" class="c-service">Resource</th><th scope="col" class="c-severity">Severity</th><th scope="col">Message</th><th scope="col" class="c-link">Trace</th></tr></thead>
                <tbody>{items.map(item => <Row key={item.number} record={item} selected={item.number === selected} onSelect={() => setSelected(item.number)} />)}</tbody>
              </table>
              <More more={more} />
            </div>
          )}
      </section>
      {record && <Details record={record} onClose={() => setSelected(null)} />}
    </div>
  );
}

function Row({ record, selected, onSelect }: { record: LogRecord; selected: boolean; onSelect: () => void }) {
  return (
    <tr class={selected ? 'selected' : undefined} onClick={event => !(event.target as Element).closest('a') && onSelect()}>
      <td class="c-started"><time dateTime={record.time} title={fullTime(record.time)}>{preciseTime(record.time)}</time></td>
      <td class="c-service"><span class={`service ${hueOf(record.resource)}`}>{record.resource}</span></td>
      <td class="c-severity"><SeverityText severity={record.severity} /></td>
      <td class="c-message"><button class="plain" onClick={onSelect}>{textOf(record.message)}</button></td>
      <td class="c-link">{record.traceId && <TraceLink traceId={record.traceId} />}</td>
    </tr>
  );
}

function TraceLink({ traceId }: { traceId: string }) {
  const target = { page: 'trace', traceId } as const;
  return <a class="mono" href={addressOf(target)} onClick={follow(target)} title={traceId}>{traceId.slice(0, 7)}</a>;
}

function Details({ record, onClose }: { record: LogRecord; onClose: () => void }) {
  return (
    <aside class="details" aria-label="Details of the log record" onKeyDown={event => event.key === 'Escape' && onClose()}>
      <header>
        <h2>{record.category}</h2>
        <SeverityText severity={record.severity} />
        <button class="icon-button close" aria-label="Close details" title="Close (Esc)" onClick={onClose}><Icon name="close" /></button>
      </header>
      <div class="facts">
        <p class="message">{textOf(record.message)}</p>
        <dl class="facts-list">
          <dt>Time</dt><dd>{fullTime(record.time)}</dd>
          <dt>Resource</dt><dd>{record.instance ?? record.resource}</dd>
          {record.traceId && <><dt>Trace</dt><dd><TraceLink traceId={record.traceId} /></dd></>}
        </dl>
        {Object.keys(record.attributes).length > 0 && <div class="section"><AttributeList attributes={record.attributes} /></div>}
      </div>
    </aside>
  );
}
