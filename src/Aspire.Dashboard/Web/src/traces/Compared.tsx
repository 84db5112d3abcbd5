import { useMemo } from 'preact/hooks';
import type { Span, Trace } from '../model';
import { useParameter } from '../shared/params';
import { durationText, hueOf } from '../telemetry/format';
import { runShown } from '../telemetry/run';
import { badgesBySpan } from './findings';
import { TraceHead } from './TraceHead';
import { gapsOf, lengthOf, ownWork, type SpanTree } from './tree';
import { useTrace, type OpenTrace } from './useTrace';
import { Waterfall } from './Waterfall';
import { rowsOf } from './waterfall';

/** Two traces side by side on one scale of time, and beneath them what each operation took in either. */
export function Compared({ open, otherId }: { open: OpenTrace; otherId: string }) {
  const [otherRun] = useParameter('withRun');
  const other = useTrace(otherId, otherRun || runShown());
  if (!other.open)
    return <p class="empty" role="status">{other.problem ?? 'Reading the other trace…'}</p>;
  const scale = Math.max(open.trace.durationNs, other.open.trace.durationNs);
  return (
    <div class="compared">
      <div class="pair">
        <Side label="First trace" open={open} scale={scale} />
        <Side label="Second trace" open={other.open} scale={scale} />
      </div>
      <Operations first={open} second={other.open} />
    </div>
  );
}

const nothing: ReadonlySet<string> = new Set();

function Side({ label, open: { trace, tree, logs }, scale }: { label: string; open: OpenTrace; scale: number }) {
  const rows = useMemo(() => rowsOf(tree, nothing, nothing), [tree]);
  const [selected, select] = useParameter(label === 'First trace' ? 'span' : 'otherSpan');
  return (
    <section class="overview" aria-label={label}>
      <TraceHead trace={trace} tree={tree} logs={logs.length} />
      <Waterfall label={`Spans of the ${label.toLowerCase()}`} durationNs={scale} startedAt={Date.parse(trace.startedAt)} tree={tree} rows={rows} logs={logs} badges={badgesBySpan(trace.findings ?? [])}
        path={null} gaps={gapsOf(trace)} found={null} collapsed={nothing} selected={selected} onSelect={select} onToggle={() => {}} />
    </section>
  );
}

interface Operation {
  count: number;
  total: number;
  self: number;
}

function Operations({ first, second }: { first: OpenTrace; second: OpenTrace }) {
  const rows = useMemo(() => {
    const [a, b] = [operationsOf(first.trace, first.tree), operationsOf(second.trace, second.tree)];
    const none: Operation = { count: 0, total: 0, self: 0 };
    return [...new Set([...a.keys(), ...b.keys()])]
      .map(key => ({ key, a: a.get(key) ?? none, b: b.get(key) ?? none }))
      .sort((x, y) => Math.abs(y.b.self - y.a.self) - Math.abs(x.b.self - x.a.self));
  }, [first, second]);
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label="Operations of the two traces">
      <table class="resources figures">
        <caption class="unseen">Operations of the two traces</caption>
        <thead><tr><th scope="col">Operation</th><th scope="col">Spans</th><th scope="col">Total</th><th scope="col">Self</th><th scope="col">Difference</th></tr></thead>
        <tbody>
          {rows.map(({ key, a, b }) => {
            const [resource, name] = key.split('\n') as [string, string];
            const more = b.self - a.self;
            return (
              <tr key={key}>
                <th scope="row"><span class={`service ${hueOf(resource)}`}>{resource}</span> {name}</th>
                <td>{a.count} → {b.count}</td>
                <td>{durationText(a.total)} → {durationText(b.total)}</td>
                <td>{durationText(a.self)} → {durationText(b.self)}</td>
                <td class={more > 0 ? 'worse' : more < 0 ? 'better' : ''}>{more > 0 ? '+' : more < 0 ? '−' : ''}{durationText(Math.abs(more))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function operationsOf(trace: Trace, tree: SpanTree): Map<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const [key, spans] of Map.groupBy(trace.spans, (span: Span) => `${span.resource}\n${span.name}`))
    operations.set(key, {
      count: spans.length,
      total: spans.reduce((sum, span) => sum + span.durationNs, 0),
      self: spans.reduce((sum, span) => sum + lengthOf(ownWork(span, tree)), 0),
    });
  return operations;
}
