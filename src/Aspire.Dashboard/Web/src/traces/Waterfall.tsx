import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { LogRecord, Span } from '../model';
import { Icon } from '../shared/icons';
import { useWindow } from '../shared/useWindow';
import { durationText, hueOf, subjectOf } from '../telemetry/format';
import { badgesOf, type Badge } from './findings';
import { ownWork, type Interval, type SpanTree } from './tree';
import type { WaterfallRow } from './waterfall';

const rowHeight = 26;

interface Props {
  label: string;
  durationNs: number;
  tree: SpanTree;
  rows: WaterfallRow[];
  logs: LogRecord[];
  /** When the trace began, in milliseconds. */
  startedAt: number;
  badges: ReadonlyMap<string, Badge[]>;
  /** The stretches that the trace's duration is made of; null while they are not shown. */
  path: ReadonlyMap<string, Interval[]> | null;
  gaps: Interval[];
  /** The spans that a search found; null without one. */
  found: ReadonlySet<string> | null;
  collapsed: ReadonlySet<string>;
  selected: string;
  onSelect: (spanId: string) => void;
  onToggle: (spanId: string) => void;
}

/** When each span ran, one below the other. Only rows in view are in the document. */
export function Waterfall(props: Props) {
  const { label, durationNs, rows, logs, collapsed, selected, gaps, onSelect, onToggle } = props;
  const frame = useRef<HTMLDivElement>(null);
  const logsOf = useMemo(() => Map.groupBy(logs, log => log.spanId ?? ''), [logs]);
  const { first, end } = useWindow(frame, rowHeight, rows.length);
  useEffect(() => {
    const at = rows.findIndex(row => row.span.spanId === selected);
    const element = frame.current!;
    const top = at * rowHeight;
    if (at >= 0 && (top < element.scrollTop || top + rowHeight > element.scrollTop + element.clientHeight))
      element.scrollTop = top - element.clientHeight / 2;
  }, [selected]);

  const onKey = (event: KeyboardEvent) => {
    const at = rows.findIndex(row => row.span.spanId === selected);
    const row = rows[at];
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -rows.length, End: rows.length }[event.key];
    if (step) {
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
      if (next)
        onSelect(next.span.spanId);
      event.preventDefault();
    } else if (event.key === 'Escape') {
      onSelect('');
    } else if (row && row.childCount > 0 && ((event.key === 'ArrowLeft' && !collapsed.has(row.span.spanId)) || (event.key === 'ArrowRight' && collapsed.has(row.span.spanId)))) {
      onToggle(row.span.spanId);
      event.preventDefault();
    } else if (row && event.key === 'ArrowLeft' && row.span.parentSpanId && props.tree.byId.has(row.span.parentSpanId)) {
      onSelect(row.span.parentSpanId);
      event.preventDefault();
    }
  };

  return (
    <>
      <div class="scale" aria-hidden="true">
        <span />
        <div>{[0, .25, .5, .75].map(part => <span key={part}>{durationText(Math.round(durationNs * part))}</span>)}</div>
      </div>
      <div ref={frame} class="waterfall" role="tree" aria-label={label} tabIndex={0} onKeyDown={onKey}
        aria-activedescendant={selected ? `span-${selected}` : undefined}>
        <div class="waterfall-rows" role="presentation" style={{ height: `${rows.length * rowHeight}px` }}>
          <div class="gaps" aria-hidden="true"><span /><div>
            {gaps.map(gap => <div key={gap.from} class="gap" title={`Nothing ran for ${durationText(gap.to - gap.from)}`} style={{ left: percent(gap.from, durationNs), width: percent(gap.to - gap.from, durationNs) }} />)}
          </div></div>
          {rows.slice(first, end).map((row, index) => (
            <Row key={row.span.spanId} {...props} row={row} top={(first + index) * rowHeight} logs={logsOf.get(row.span.spanId) ?? []}
              isCollapsed={collapsed.has(row.span.spanId)} isSelected={row.span.spanId === selected} />
          ))}
        </div>
      </div>
    </>
  );
}

const percent = (part: number, whole: number): string => `${whole > 0 ? part / whole * 100 : 0}%`;

interface RowProps extends Props {
  row: WaterfallRow;
  top: number;
  isCollapsed: boolean;
  isSelected: boolean;
}

function Row({ row, top, durationNs, logs, tree, path, found, badges, startedAt, isCollapsed, isSelected, onSelect, onToggle }: RowProps) {
  const { span, depth, childCount, hasErrorBelow } = row;
  const left = durationNs > 0 ? span.offsetNs / durationNs * 100 : 0;
  const width = durationNs > 0 ? span.durationNs / durationNs * 100 : 100;
  const failed = span.isError || hasErrorBelow;
  const classes = ['span-row', hueOf(span.resource), isSelected && 'selected', found && (found.has(span.spanId) ? 'found' : 'aside')].filter(Boolean).join(' ');
  return (
    <div id={`span-${span.spanId}`} class={classes} role="treeitem" aria-level={depth + 1} aria-selected={isSelected}
      aria-expanded={childCount > 0 ? !isCollapsed : undefined} style={{ top: `${top}px` }} onClick={() => onSelect(span.spanId)}>
      <div class="span-name" style={{ paddingLeft: `${Math.min(depth, 20) * 14 + 8}px` }}>
        <span class="twist" aria-hidden="true" onClick={event => { if (childCount > 0) { event.stopPropagation(); onToggle(span.spanId); } }}>{childCount === 0 ? '' : isCollapsed ? '▸' : '▾'}</span>
        <span class="span-service">{span.resource}</span>
        <span class="span-title">{span.name} <span class="dim">{subjectOf(span)}</span></span>
        {isCollapsed && <span class="dim">+{childCount}</span>}
        {badgesOf(badges, span).map(badge => <span key={badge.text} class="badge" title={badge.hint}>{badge.text}</span>)}
        {failed && <span class="errors">!<span class="unseen"> failed</span></span>}
        {logs.length > 0 && <span class="log-count" title={`${logs.length} log records`}><Icon name="details" />{logs.length}</span>}
      </div>
      <div class="span-track">
        <div class={failed ? 'span-bar failed' : 'span-bar'} style={{ left: `${left}%`, width: `max(2px, ${width}%)` }}>
          <Own span={span} tree={tree} />
        </div>
        {path?.get(span.spanId)?.map(({ from, to }) => <div key={from} class="on-path" style={{ left: percent(from, durationNs), width: `max(1px, ${percent(to - from, durationNs)})` }} />)}
        {[...logs.slice(0, 50).map(log => Date.parse(log.time) * 1e6 - startedAt * 1e6), ...span.events.map(event => event.offsetNs)]
          .map((at, index) => <i key={index} class="moment" style={{ left: percent(Math.max(0, Math.min(durationNs, at)), durationNs) }} />)}
        <span class={left + width > 80 ? 'span-time before' : 'span-time'} style={left + width > 80 ? { right: `${100 - left}%` } : { left: `${left + width}%` }}>{durationText(span.durationNs)}</span>
      </div>
    </div>
  );
}

/** Full where the span worked itself, pale where it waited for its children. */
function Own({ span, tree }: { span: Span; tree: SpanTree }) {
  if (span.durationNs === 0 || tree.childrenOf(span).length === 0)
    return <div class="own whole" />;
  const own = ownWork(span, tree);
  return <>{own.slice(0, 100).map(({ from, to }) => <div key={from} class="own" style={{ left: percent(from - span.offsetNs, span.durationNs), width: percent(to - from, span.durationNs) }} />)}</>;
}
