import { useMemo, useState } from 'preact/hooks';
import type { LogRecord, Resource } from '../model';
import { useParameter } from '../shared/params';
import { addressOf, follow } from '../shared/route';
import { fullTime, preciseTime } from '../shared/time';
import { VirtualTable } from '../shared/VirtualTable';
import { Pause, ResourceFilter, TextFilter } from '../telemetry/Filters';
import { hueOf, textOf } from '../telemetry/format';
import { useList } from '../telemetry/live';
import { ask, traceAt } from '../telemetry/run';
import { meets, readConditions, writeConditions, type Condition } from './conditions';
import { Conditions } from './Conditions';
import { LogDetails } from './LogDetails';
import { SeverityText } from './SeverityText';

const severities = ['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical'];
const lookedThroughAtOnce = 20_000;

export function LogsPage({ list }: { list: Resource[] }) {
  const [text, setText] = useParameter('text');
  const [resource, setResource] = useParameter('resource');
  const [severity, setSeverity] = useParameter('severity', 'Trace');
  const [where, setWhere] = useParameter('where');
  const [paused, setPaused] = useState(false);
  const [selected, setSelected] = useState<number | null>(null);
  const [further, setFurther] = useState(lookedThroughAtOnce);

  const conditions = useMemo(() => readConditions(where), [where]);
  const exact = conditions.find(({ field, comparison }) => field === 'traceId' && comparison === '=');
  const { items, counts, problem, more } = useList<LogRecord>(ask('/api/logs', {
    limit: conditions.length > 0 ? 1000 : 200,
    text: text || wordOf(conditions), resource, traceId: /^[0-9a-f]{32}$/i.test(exact?.value ?? '') ? exact!.value : '',
    severity: severity === 'Trace' ? '' : severity,
  }), paused);
  const shown = useMemo(() => items && (conditions.length > 0 ? items.filter(record => meets(record, conditions)) : items), [items, conditions]);
  const attributes = useMemo(() => [...new Set((items ?? []).slice(0, 500).flatMap(record => Object.keys(record.attributes)))].sort(), [items]);
  const record = shown?.find(item => item.number === selected);
  const change = (changed: Condition[]) => {
    setFurther(lookedThroughAtOnce);
    setWhere(writeConditions(changed));
  };
  const lookedThrough = items?.length ?? 0;
  const isFiltered = text || resource || severity !== 'Trace' || conditions.length > 0;

  return (
    <div class={record ? 'split' : 'split whole'}>
      <section class="overview" aria-label="Structured logs">
        <div class="toolbar">
          <TextFilter label="Search log records" value={text} onChange={setText} />
          <ResourceFilter list={list} value={resource} onChange={setResource} />
          <select aria-label="Least severity" value={severity} onChange={event => setSeverity(event.currentTarget.value)}>
            {severities.map(name => <option key={name} value={name}>{name === 'Trace' ? 'All severities' : `${name} and above`}</option>)}
          </select>
          <Conditions conditions={conditions} attributes={attributes} onChange={change} />
          <Pause paused={paused} onChange={setPaused} />
          <span class="spacer" />
          {counts && <span class="dim">{counts.logs.toLocaleString()} records{counts.droppedLogs > 0 && `, ${counts.droppedLogs.toLocaleString()} older ones made room`}</span>}
        </div>
        {problem && <p class="note" role="status">{problem}</p>}
        {shown === null ? !problem && <p class="empty">Reading the log records…</p> : (
          <>
            {shown.length === 0
              ? <p class="empty">{isFiltered ? 'No log record matches the filter.' : 'No log records yet. Services that send them by OpenTelemetry show here.'}</p>
              : null}
            <VirtualTable label="Structured logs" className={shown.length === 0 ? 'records unseen' : 'records'} columns={5} items={shown} keyOf={item => item.number} onEnd={lookedThrough < further || shown.length === lookedThrough ? more : null}
              head={<tr><th scope="col" class="c-started">Time</th><th scope="col" class="c-service">Resource</th><th scope="col" class="c-severity">Severity</th><th scope="col" class="c-message">Message</th><th scope="col" class="c-link">Trace</th></tr>}
              row={item => <Row key={item.number} record={item} selected={item.number === selected} onSelect={() => setSelected(item.number)} />} />
            {conditions.length > 0 && more && lookedThrough >= further && shown.length < lookedThrough && (
              <p class="note">The newest {lookedThrough.toLocaleString()} records were looked through. <button class="link" onClick={() => setFurther(lookedThrough + lookedThroughAtOnce)}>Look further</button></p>
            )}
          </>
        )}
      </section>
      {record && <LogDetails record={record} onClose={() => setSelected(null)} onFilter={condition => change([...conditions, condition])} />}
    </div>
  );
}

/** A word that every record sought has among its values: the store finds those by its index. */
const wordOf = (conditions: Condition[]): string =>
  conditions.find(({ field, comparison, value }) => comparison === '=' && !['severity', 'traceId', 'spanId', 'instance', 'resource'].includes(field) && /^[a-z0-9]+$/i.test(value))?.value ?? '';

function Row({ record, selected, onSelect }: { record: LogRecord; selected: boolean; onSelect: () => void }) {
  return (
    <tr class={selected ? 'selected' : undefined} onClick={event => !(event.target as Element).closest('a, button') && onSelect()}>
      <td class="c-started"><time dateTime={record.time} title={fullTime(record.time)}>{preciseTime(record.time)}</time></td>
      <td class="c-service"><span class={`service ${hueOf(record.resource)}`}>{record.resource}</span></td>
      <td class="c-severity"><SeverityText severity={record.severity} /></td>
      <td class="c-message"><button class="plain" data-row onClick={onSelect}>{textOf(record.message)}</button></td>
      <td class="c-link">{record.traceId && <TraceLink record={record} />}</td>
    </tr>
  );
}

export function TraceLink({ record }: { record: LogRecord }) {
  const target = traceAt(record.traceId!, record.spanId ?? '');
  return <a class="mono" href={addressOf(target)} onClick={follow(target)} title={record.traceId!}>{record.traceId!.slice(0, 7)}</a>;
}
