import { SeverityText } from '../logs/SeverityText';
import type { LogRecord, Trace } from '../model';
import { Icon } from '../shared/icons';
import { durationText, hueOf, textOf } from '../telemetry/format';

/** What was logged while the trace ran, in order. A record leads to its span. */
export function TraceLogs({ trace, logs, onSelect, onClose }: { trace: Trace; logs: LogRecord[]; onSelect: (spanId: string) => void; onClose: () => void }) {
  const start = Date.parse(trace.startedAt);
  return (
    <aside class="details" aria-label="Log records of the trace" onKeyDown={event => event.key === 'Escape' && onClose()}>
      <header>
        <h2>Log records</h2>
        <button class="icon-button close" aria-label="Close log records" title="Close (Esc)" onClick={onClose}><Icon name="close" /></button>
      </header>
      <ul class="facts trace-logs">
        {logs.length === 0 && <li class="dim">No service logged anything in this trace.</li>}
        {logs.map(log => (
          <li key={log.number}>
            <span class="dim at">{durationText(Math.max(0, (Date.parse(log.time) - start) * 1e6))}</span>
            <span class={`service ${hueOf(log.resource)}`}>{log.resource}</span>
            <SeverityText severity={log.severity} />
            <button class="plain" disabled={!log.spanId} onClick={() => onSelect(log.spanId!)}>{textOf(log.message)}</button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
