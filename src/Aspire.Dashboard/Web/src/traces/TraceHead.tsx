import type { Trace } from '../model';
import { addressOf, follow } from '../shared/route';
import { fullTime } from '../shared/time';
import { durationText, hueOf } from '../telemetry/format';
import { sameRun } from '../telemetry/run';
import { summaryOf } from './findings';
import { gapsOf, lengthOf, type SpanTree } from './tree';

export function TraceHead({ trace, tree, logs }: { trace: Trace; tree: SpanTree; logs: number }) {
  const root = tree.roots[0] ?? trace.spans[0]!;
  const failed = trace.spans.filter(span => span.isError).length;
  const idle = lengthOf(gapsOf(trace));
  const resources = [...Map.groupBy(trace.spans, span => span.resource)];
  const list = sameRun({ page: 'traces' });
  return (
    <header class="trace-head">
      <p class="crumbs"><a href={addressOf(list)} onClick={follow(list)}>Traces</a><span class="dim mono">{trace.traceId}</span></p>
      <h2>{root.name}</h2>
      <p class="dim">
        {fullTime(trace.startedAt)} · <strong>{durationText(trace.durationNs)}</strong> · {trace.spans.length.toLocaleString()} spans · {logs} log records
        {idle > trace.durationNs / 100 && <> · nothing ran for {durationText(idle)}</>}
        {failed > 0 && <span class="errors"> · {failed} failed</span>}
      </p>
      <p class="services">
        {resources.map(([name, spans]) => <span key={name} class={`service ${hueOf(name)}`}>{name} <span class="dim">{spans.length.toLocaleString()}</span></span>)}
        {summaryOf(trace.findings ?? []).map(badge => <span key={badge.text} class="badge" title={badge.hint}>{badge.text}</span>)}
      </p>
    </header>
  );
}
