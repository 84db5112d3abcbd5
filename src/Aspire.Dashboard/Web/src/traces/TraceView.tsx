import { useMemo, useState } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { useParameter } from '../shared/params';
import { badgesBySpan } from './findings';
import { gapsOf } from './tree';
import { rowsOf } from './waterfall';
import { criticalPath } from './criticalPath';
import { SpanDetails } from './SpanDetails';
import { TraceHead } from './TraceHead';
import { TraceLogs } from './TraceLogs';
import { findSpans } from './search';
import type { OpenTrace } from './useTrace';
import { Waterfall } from './Waterfall';

export function TraceView({ open: { trace, tree, logs } }: { open: OpenTrace }) {
  const [selected, select] = useParameter('span');
  const [query, setQuery] = useParameter('find');
  const [hidden, setHidden] = useParameter('hide');
  const [shows, setShows] = useParameter('show');
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());

  const hiddenKinds = useMemo(() => new Set(hidden.split(',').filter(Boolean)), [hidden]);
  const rows = useMemo(() => rowsOf(tree, collapsed, hiddenKinds), [tree, collapsed, hiddenKinds]);
  const badges = useMemo(() => badgesBySpan(trace.findings ?? []), [trace]);
  const gaps = useMemo(() => gapsOf(trace), [trace]);
  const showsPath = shows.includes('path');
  const showsLogs = shows.includes('logs');
  const path = useMemo(() => showsPath ? criticalPath(trace, tree) : null, [trace, showsPath]);
  const found = useMemo(() => query ? findSpans(trace, query) : null, [trace, query]);
  const foundSet = useMemo(() => found && new Set(found), [found]);

  const toggle = (spanId: string) => setCollapsed(old => {
    const changed = new Set(old);
    if (!changed.delete(spanId))
      changed.add(spanId);
    return changed;
  });
  const toggleAll = () => setCollapsed(collapsed.size > 0 ? new Set<string>() : new Set(trace.spans.filter(one => one.parentSpanId && tree.childrenOf(one).length > 0).map(one => one.spanId)));
  const step = (direction: 1 | -1) => {
    if (!found || found.length === 0)
      return;
    const at = found.indexOf(selected);
    setCollapsed(new Set());
    select(found[(at + direction + found.length) % found.length]!);
  };
  const show = (what: string) => setShows(shows.includes(what) ? shows.replace(what, '').replace(/^,|,$/g, '') : [shows, what].filter(Boolean).join(','));

  const span = tree.byId.get(selected);
  const aside = span
    ? <SpanDetails span={span} trace={trace} tree={tree} logs={logs.filter(log => log.spanId === span.spanId)} onPath={path?.get(span.spanId)} onClose={() => select('')} onSelect={select} />
    : showsLogs ? <TraceLogs trace={trace} logs={logs} onSelect={select} onClose={() => show('logs')} /> : null;
  return (
    <div class={aside ? 'split' : 'split whole'}>
      <section class="overview" aria-label="Trace">
        <TraceHead trace={trace} tree={tree} logs={logs.length} />
        <div class="toolbar">
          <label class="search-box"><Icon name="search" />
            <input type="search" placeholder="Find in spans and attributes" aria-label="Find in spans and attributes" value={query} onInput={event => setQuery(event.currentTarget.value)}
              onKeyDown={event => event.key === 'Enter' ? step(event.shiftKey ? -1 : 1) : event.key === 'Escape' && setQuery('')} />
          </label>
          {found && <span class="dim matches" role="status">{found.length === 0 ? 'None' : found.includes(selected) ? `${found.indexOf(selected) + 1} of ${found.length}` : `${found.length} spans`}</span>}
          <span class="spacer" />
          <KindChips kinds={[...new Set(trace.spans.map(one => one.kind))]} hidden={hiddenKinds} onChange={kinds => setHidden([...kinds].join(','))} />
          <button class="chip" onClick={toggleAll}>{collapsed.size > 0 ? 'Expand all' : 'Collapse all'}</button>
          <button class="chip" aria-pressed={showsPath} onClick={() => show('path')} title="What the duration of the trace is made of">Critical path</button>
          <button class="chip" aria-pressed={showsLogs} onClick={() => show('logs')}>Logs {logs.length}</button>
        </div>
        <Waterfall label="Spans" durationNs={trace.durationNs} startedAt={Date.parse(trace.startedAt)} tree={tree} rows={rows} logs={logs} badges={badges} path={path} gaps={gaps} found={foundSet}
          collapsed={collapsed} selected={selected} onSelect={select} onToggle={toggle} />
      </section>
      {aside}
    </div>
  );
}

function KindChips({ kinds, hidden, onChange }: { kinds: string[]; hidden: ReadonlySet<string>; onChange: (hidden: Set<string>) => void }) {
  return kinds.length < 2 ? null : (
    <div class="chips" role="group" aria-label="Kinds of spans shown">
      {kinds.map(kind => (
        <button key={kind} class="chip" aria-pressed={!hidden.has(kind)} title={hidden.has(kind) ? `Show ${kind.toLowerCase()} spans` : `Hide ${kind.toLowerCase()} spans`} onClick={() => {
          const changed = new Set(hidden);
          if (!changed.delete(kind))
            changed.add(kind);
          onChange(changed);
        }}>{kind}</button>
      ))}
    </div>
  );
}
