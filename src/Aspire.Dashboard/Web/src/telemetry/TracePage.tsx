import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LogRecord, Problem, Trace } from '../model';
import { Icon } from '../shared/icons';
import { follow } from '../shared/route';
import { fullTime } from '../shared/time';
import { useWindow } from '../shared/useWindow';
import { durationText, hueOf, subjectOf } from './format';
import { SpanDetails } from './SpanDetails';
import { rowsOf, type WaterfallRow } from './waterfall';

const rowHeight = 26;

export function TracePage({ traceId }: { traceId: string }) {
  const [trace, setTrace] = useState<Trace | string | null>(null);
  const [logs, setLogs] = useState<LogRecord[]>([]);
  const [selected, setSelected] = useState<string | null>(null);

  useEffect(() => {
    const abort = new AbortController();
    const read = async () => {
      const [answer, logAnswer] = await Promise.all([
        fetch(`/api/traces/${traceId}`, { signal: abort.signal }),
        fetch(`/api/logs?limit=1000&traceId=${traceId}`, { signal: abort.signal }),
      ]);
      setTrace(answer.ok ? await answer.json() as Trace : (await answer.json() as Problem).detail);
      if (logAnswer.ok)
        setLogs(((await logAnswer.json()) as { items: LogRecord[] }).items.toReversed());
    };
    read().catch(() => abort.signal.aborted || setTrace('The application cannot be reached.'));
    return () => abort.abort();
  }, [traceId]);

  if (trace === null || typeof trace === 'string')
    return <p class="empty" role="status">{trace ?? 'Reading the trace…'}</p>;
  const span = trace.spans.find(one => one.spanId === selected);
  return (
    <div class={span ? 'split' : 'split whole'}>
      <section class="overview" aria-label="Trace">
        <Head trace={trace} logs={logs.length} />
        <Waterfall trace={trace} logs={logs} selected={selected} onSelect={setSelected} />
      </section>
      {span && <SpanDetails span={span} trace={trace} logs={logs.filter(log => log.spanId === span.spanId)} onClose={() => setSelected(null)} />}
    </div>
  );
}

function Head({ trace, logs }: { trace: Trace; logs: number }) {
  const root = trace.spans.find(span => !span.parentSpanId) ?? trace.spans[0]!;
  const failed = trace.spans.filter(span => span.isError).length;
  return (
    <header class="trace-head">
      <a href="/traces" class="dim" onClick={follow({ page: 'traces' })}>Traces</a>
      <h2>{root.name}</h2>
      <p class="dim">
        {fullTime(trace.startedAt)} · {durationText(trace.durationNs)} · {trace.spans.length.toLocaleString()} spans · {logs} log records
        {failed > 0 && <span class="errors"> · {failed} failed</span>}
      </p>
    </header>
  );
}

function Waterfall({ trace, logs, selected, onSelect }: { trace: Trace; logs: LogRecord[]; selected: string | null; onSelect: (spanId: string) => void }) {
  const frame = useRef<HTMLDivElement>(null);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => rowsOf(trace.spans, collapsed), [trace, collapsed]);
  const logCounts = useMemo(() => Object.groupBy(logs, log => log.spanId ?? ''), [logs]);
  const { first, end } = useWindow(frame, rowHeight, rows.length);
  const toggle = (spanId: string) => setCollapsed(old => {
    const changed = new Set(old);
    if (!changed.delete(spanId))
      changed.add(spanId);
    return changed;
  });
  const onKey = (event: KeyboardEvent) => {
    const at = rows.findIndex(row => row.span.spanId === selected);
    const row = rows[at];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))];
      if (next)
        onSelect(next.span.spanId);
      event.preventDefault();
    } else if (row && ((event.key === 'ArrowLeft' && !collapsed.has(row.span.spanId)) || (event.key === 'ArrowRight' && collapsed.has(row.span.spanId)))) {
      toggle(row.span.spanId);
    }
  };

  return (
    <>
      <Scale durationNs={trace.durationNs} />
      <div ref={frame} class="waterfall" role="tree" aria-label="Spans" tabIndex={0} onKeyDown={onKey}
        aria-activedescendant={selected ? `span-${selected}` : undefined}>
        <div class="waterfall-rows" style={{ height: `${rows.length * rowHeight}px` }}>
          {rows.slice(first, end).map((row, index) => (
            <Row key={row.span.spanId} row={row} top={(first + index) * rowHeight} durationNs={trace.durationNs} logCount={logCounts[row.span.spanId]?.length ?? 0}
              isCollapsed={collapsed.has(row.span.spanId)} isSelected={row.span.spanId === selected}
              onSelect={() => onSelect(row.span.spanId)} onToggle={() => toggle(row.span.spanId)} />
          ))}
        </div>
      </div>
    </>
  );
}

function Scale({ durationNs }: { durationNs: number }) {
  return (
    <div class="scale" aria-hidden="true">
      <span />
      <div>{[0, .25, .5, .75].map(part => <span key={part}>{durationText(Math.round(durationNs * part))}</span>)}</div>
    </div>
  );
}

interface RowProps {
  row: WaterfallRow;
  top: number;
  durationNs: number;
  logCount: number;
  isCollapsed: boolean;
  isSelected: boolean;
  onSelect: () => void;
  onToggle: () => void;
}

function Row({ row: { span, depth, childCount, hasErrorBelow }, top, durationNs, logCount, isCollapsed, isSelected, onSelect, onToggle }: RowProps) {
  const left = durationNs > 0 ? span.offsetNs / durationNs * 100 : 0;
  const width = durationNs > 0 ? span.durationNs / durationNs * 100 : 100;
  const failed = span.isError || hasErrorBelow;
  return (
    <div id={`span-${span.spanId}`} class={`span-row ${hueOf(span.resource)}${isSelected ? ' selected' : ''}`} role="treeitem" aria-level={depth + 1} aria-selected={isSelected}
      aria-expanded={childCount > 0 ? !isCollapsed : undefined} style={{ top: `${top}px` }} onClick={onSelect}>
      <div class="span-name" style={{ paddingLeft: `${Math.min(depth, 20) * 14 + 8}px` }}>
        <span class="twist" aria-hidden="true" onClick={event => { if (childCount > 0) { event.stopPropagation(); onToggle(); } }}>{childCount === 0 ? '' : isCollapsed ? '▸' : '▾'}</span>
        <span class="span-service">{span.resource}</span>
        <span class="span-title">{span.name} <span class="dim">{subjectOf(span)}</span></span>
        {failed && <span class="errors">!<span class="unseen"> failed</span></span>}
        {logCount > 0 && <span class="log-count" title={`${logCount} log records`}><Icon name="details" />{logCount}</span>}
      </div>
      <div class="span-track">
        <div class={failed ? 'span-bar failed' : 'span-bar'} style={{ left: `${left}%`, width: `max(2px, ${width}%)` }} />
        <span class={left + width > 80 ? 'span-time before' : 'span-time'} style={left + width > 80 ? { right: `${100 - left}%` } : { left: `${left + width}%` }}>{durationText(span.durationNs)}</span>
      </div>
    </div>
  );
}

