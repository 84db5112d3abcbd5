import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useWindow } from './useWindow';

interface Props<T> {
  label: string;
  className: string;
  head: ComponentChildren;
  columns: number;
  /** In pixels, where it may be wider than what is in view. */
  width?: number;
  items: T[];
  keyOf: (item: T, index: number) => string | number;
  row: (item: T, index: number) => ComponentChildren;
  /** Called when the end is nearly in view. */
  onEnd?: (() => void) | null;
}

const nearEnd = 40;

/**
 * A table of any length: only rows in view are in the document. All rows are of one height, which the style sheet says (`--row`).
 * What is read stays where it is when rows come in above it; at the top the newest stay in view.
 */
export function VirtualTable<T>({ label, className, head, columns, width, items, keyOf, row, onEnd }: Props<T>) {
  const frame = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(frame);
  const { first, end } = useWindow(frame, rowHeight.current, items.length);
  const anchor = useRef<{ key: string | number; index: number } | null>(null);

  useLayoutEffect(() => {
    const element = frame.current!;
    const held = anchor.current;
    const stillThere = held && held.index < items.length && keyOf(items[held.index]!, held.index) === held.key;
    if (held && !stillThere && element.scrollTop > rowHeight.current) {
      const now = items.findIndex((item, index) => keyOf(item, index) === held.key);
      if (now >= 0)
        element.scrollTop += (now - held.index) * rowHeight.current;
    }
  }, [items]);
  useEffect(() => {
    const top = Math.floor((frame.current?.scrollTop ?? 0) / rowHeight.current);
    const item = items[top];
    anchor.current = item === undefined ? null : { key: keyOf(item, top), index: top };
    if (onEnd && end >= items.length - nearEnd)
      onEnd();
  }, [items, first, end, onEnd]);

  const shown = [];
  for (let index = first; index < end; index++)
    shown.push(row(items[index]!, index));
  return (
    <div class="table-frame virtual" ref={frame} onKeyDown={moveFocus}>
      <table class={`resources ${className}`} style={width ? { minWidth: `${width}px` } : undefined} aria-rowcount={items.length + 1}>
        <caption class="unseen">{label}</caption>
        <thead>{head}</thead>
        <tbody>
          {first > 0 && <Space key="before" columns={columns} height={first * rowHeight.current} />}
          {shown}
          {end < items.length && <Space key="after" columns={columns} height={(items.length - end) * rowHeight.current} />}
        </tbody>
      </table>
    </div>
  );
}

function Space({ columns, height }: { columns: number; height: number }) {
  return <tr class="space" aria-hidden="true"><td colSpan={columns} style={{ height: `${height}px` }} /></tr>;
}

function useRowHeight(frame: { current: HTMLElement | null }) {
  const height = useRef(32);
  useLayoutEffect(() => {
    const read = () => height.current = parseFloat(getComputedStyle(frame.current!).getPropertyValue('--row')) || 32;
    read();
    window.addEventListener('resize', read);
    return () => window.removeEventListener('resize', read);
  }, []);
  return height;
}

/** The arrow keys go from row to row, from what is focused in one to the same in the next. */
export function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !(document.activeElement instanceof HTMLElement) || !('row' in document.activeElement.dataset))
    return;
  const rows = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('[data-row]')];
  rows[rows.indexOf(document.activeElement) + step]?.focus();
  event.preventDefault();
}
