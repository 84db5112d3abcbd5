import type { ComponentChildren } from 'preact';
import type { Attributes, LogRecord, Span, Trace } from '../model';
import { Icon } from '../shared/icons';
import { addressOf, follow } from '../shared/route';
import { fullTime } from '../shared/time';
import { durationText, textOf } from './format';
import { SeverityText } from './SeverityText';

export function SpanDetails({ span, trace, logs, onClose }: { span: Span; trace: Trace; logs: LogRecord[]; onClose: () => void }) {
  return (
    <aside class="details" aria-label={`Details of ${span.name}`} onKeyDown={event => event.key === 'Escape' && onClose()}>
      <header>
        <h2>{span.name}</h2>
        {span.isError && <span class="errors">failed</span>}
        <button class="icon-button close" aria-label="Close details" title="Close (Esc)" onClick={onClose}><Icon name="close" /></button>
      </header>
      <div class="facts">
        <dl class="facts-list">
          <Fact name="Resource">{span.instance ?? span.resource}</Fact>
          <Fact name="Kind">{span.kind}</Fact>
          <Fact name="Started"><span title={fullTime(trace.startedAt)}>{durationText(span.offsetNs)} after the trace</span></Fact>
          <Fact name="Duration">{durationText(span.durationNs)}</Fact>
          <Fact name="Library">{span.scope}</Fact>
          {span.statusMessage && <Fact name="Failure">{span.statusMessage}</Fact>}
          <Fact name="Span"><span class="mono">{span.spanId}</span></Fact>
        </dl>
        <Section title="Attributes" count={Object.keys(span.attributes).length}><AttributeList attributes={span.attributes} /></Section>
        <Section title="Log records" count={logs.length}>
          <ul class="reports">{logs.map(log => <li key={log.number}><SeverityText severity={log.severity} /> {textOf(log.message)}</li>)}</ul>
        </Section>
        <Section title="Events" count={span.events.length}>
          <ul class="reports">
            {span.events.map((event, index) => (
              <li key={index}><strong>{event.name}</strong> <span class="dim">{durationText(Math.max(0, event.offsetNs))}</span><AttributeList attributes={event.attributes} /></li>
            ))}
          </ul>
        </Section>
        <Section title="Links" count={span.links.length}>
          <ul class="reports">
            {span.links.map((link, index) => {
              const target = { page: 'trace', traceId: link.traceId } as const;
              return <li key={index}><a class="mono" href={addressOf(target)} onClick={follow(target)}>{link.traceId}</a><AttributeList attributes={link.attributes} /></li>;
            })}
          </ul>
        </Section>
      </div>
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return <><dt>{name}</dt><dd>{children}</dd></>;
}

function Section({ title, count, children }: { title: string; count: number; children: ComponentChildren }) {
  return count === 0 ? null : (
    <details class="section" open>
      <summary><h3>{title}</h3><span class="count">{count}</span></summary>
      {children}
    </details>
  );
}

export function AttributeList({ attributes }: { attributes: Attributes }) {
  return (
    <dl class="values">
      {Object.entries(attributes).map(([name, value]) => (
        <div key={name}><dt>{name}</dt><dd><span class="value">{textOf(value)}</span></dd></div>
      ))}
    </dl>
  );
}
