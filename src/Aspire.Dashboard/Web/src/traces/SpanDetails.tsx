import type { ComponentChildren } from 'preact';
import type { LogRecord, Span, Trace } from '../model';
import { Icon } from '../shared/icons';
import { addressOf, follow } from '../shared/route';
import { fullTime } from '../shared/time';
import { AttributeList } from '../telemetry/AttributeList';
import { durationText, textOf } from '../telemetry/format';
import { traceAt } from '../telemetry/run';
import { SeverityText } from '../logs/SeverityText';
import { lengthOf, ownWork, type Interval, type SpanTree } from './tree';

interface Props {
  span: Span;
  trace: Trace;
  tree: SpanTree;
  logs: LogRecord[];
  /** Its stretches of the critical path, if that is shown. */
  onPath: Interval[] | undefined;
  onClose: () => void;
  onSelect: (spanId: string) => void;
}

export function SpanDetails({ span, trace, tree, logs, onPath, onClose, onSelect }: Props) {
  const children = tree.childrenOf(span);
  const own = ownWork(span, tree);
  const longest = own.reduce((most, one) => one.to - one.from > most.to - most.from ? one : most, { from: 0, to: 0 });
  const findings = (trace.findings ?? []).filter(finding => finding.spanIds.includes(span.spanId));
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
          <Fact name="Duration">{durationText(span.durationNs)} <span class="dim">{share(span.durationNs, trace.durationNs)} of the trace</span></Fact>
          {children.length > 0 && <Fact name="Self time">{durationText(lengthOf(own))} <span class="dim">{share(lengthOf(own), span.durationNs)}, its {children.length.toLocaleString()} children took the rest</span></Fact>}
          {children.length > 0 && longest.to > longest.from && <Fact name="Longest gap">{durationText(longest.to - longest.from)} <span class="dim">from {durationText(longest.from - span.offsetNs)} on</span></Fact>}
          {onPath && <Fact name="Critical path">{durationText(lengthOf(onPath))} <span class="dim">{share(lengthOf(onPath), trace.durationNs)} of the trace</span></Fact>}
          {span.parentSpanId && tree.byId.has(span.parentSpanId) && <Fact name="Parent"><button class="link" onClick={() => onSelect(span.parentSpanId!)}>{tree.byId.get(span.parentSpanId)!.name}</button></Fact>}
          <Fact name="Library">{span.scope}</Fact>
          {span.statusMessage && <Fact name="Failure">{span.statusMessage}</Fact>}
          <Fact name="Span"><span class="mono">{span.spanId}</span></Fact>
        </dl>
        {findings.map(finding => <p key={finding.title} class="finding">{finding.title}</p>)}
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
              const target = traceAt(link.traceId, link.spanId);
              return <li key={index}><a class="mono" href={addressOf(target)} onClick={follow(target)}>{link.traceId === trace.traceId ? tree.byId.get(link.spanId)?.name ?? link.spanId : link.traceId}</a><AttributeList attributes={link.attributes} /></li>;
            })}
          </ul>
        </Section>
      </div>
    </aside>
  );
}

const share = (part: number, whole: number): string => `${whole > 0 ? Math.round(part / whole * 100) : 0} %`;

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
