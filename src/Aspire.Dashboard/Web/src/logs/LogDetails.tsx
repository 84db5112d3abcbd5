import type { LogRecord } from '../model';
import { Icon } from '../shared/icons';
import { fullTime, preciseTime } from '../shared/time';
import { textOf } from '../telemetry/format';
import { fieldOf, type Condition } from './conditions';
import { TraceLink } from './LogsPage';
import { SeverityText } from './SeverityText';

/** A record with all its fields. Each can become a filter. */
export function LogDetails({ record, onClose, onFilter }: { record: LogRecord; onClose: () => void; onFilter: (condition: Condition) => void }) {
  const filterBy = (field: string) => {
    const value = fieldOf(record, field);
    return (
      <span class="filter-by">
        <button class="icon-button copy" aria-label={`Only records with this ${field}`} title="Only with this value" onClick={() => onFilter({ field, comparison: '=', value })}><Icon name="add" /></button>
        <button class="icon-button copy" aria-label={`Only records without this ${field}`} title="Only without this value" onClick={() => onFilter({ field, comparison: '≠', value })}><Icon name="minus" /></button>
      </span>
    );
  };
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
          <dt>Time</dt><dd><span title={fullTime(record.time)}>{preciseTime(record.time)}</span></dd>
          <dt>Resource</dt><dd>{record.instance ?? record.resource}</dd>
          {record.traceId && <><dt>Trace</dt><dd><TraceLink record={record} /></dd></>}
          {record.spanId && <><dt>Span</dt><dd class="mono">{record.spanId}</dd></>}
        </dl>
        <section class="section">
          <dl class="values">
            {['category', 'instance'].filter(field => fieldOf(record, field)).map(field => <div key={field}><dt>{field}</dt><dd><span class="value">{fieldOf(record, field)}</span>{filterBy(field)}</dd></div>)}
            {Object.entries(record.attributes).map(([name, value]) => (
              <div key={name}><dt>{name}</dt><dd><span class="value">{textOf(value)}</span>{filterBy(name)}</dd></div>
            ))}
          </dl>
        </section>
      </div>
    </aside>
  );
}
