import { useEffect, useRef, useState } from 'preact/hooks';
import { Live } from '../live';
import type { TelemetryCounts } from '../model';

/** Calls when services have sent more. It listens only while somebody looks. */
function useTelemetryChanges(onChange: (counts: TelemetryCounts) => void): void {
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    const live = new Live('/api/telemetry/stream', { changed: (counts: TelemetryCounts) => latest.current(counts) }, () => {});
    return () => live.close();
  }, []);
}

export interface Listed<T> {
  /** Newest first; null until the first answer. */
  items: T[] | null;
  counts: TelemetryCounts | null;
  /** Asks for older ones; null when there are none. */
  more: (() => void) | null;
}

interface Page<T> {
  items: T[];
  next: number | null;
}

/** A list that stays current: asks again when there is more, and page by page for what is older. */
export function useList<T extends { number: number }>(address: string, paused: boolean): Listed<T> {
  const [list, setList] = useState<{ address: string; items: T[]; next: number | null } | null>(null);
  const [counts, setCounts] = useState<TelemetryCounts | null>(null);
  const asking = useRef<AbortController | null>(null);

  const ask = async (before?: number): Promise<void> => {
    asking.current?.abort();
    const abort = asking.current = new AbortController();
    try {
      const answer = await fetch(before === undefined ? address : `${address}&before=${before}`, { signal: abort.signal });
      if (!answer.ok)
        return;
      const page = await answer.json() as Page<T>;
      setList(old => old?.address === address ? merge(old, page, before !== undefined) : { address, ...page });
    } catch {
      // Given up for a newer question, or the connection is lost, which is shown at the top of the page.
    }
  };

  useTelemetryChanges(now => {
    setCounts(now);
    if (!paused)
      void ask();
  });
  useEffect(() => {
    void ask();
    return () => asking.current?.abort();
  }, [address, paused]);

  const current = list?.address === address ? list : null;
  const next = current?.next;
  return { items: current?.items ?? null, counts, more: next ? () => void ask(next) : null };
}

// The newest page is laid over what was there: a trace may have got further spans since.
function merge<T extends { number: number }>(old: { address: string; items: T[]; next: number | null }, page: Page<T>, older: boolean) {
  if (older)
    return { ...old, items: [...old.items, ...page.items], next: page.next };
  const last = page.items.at(-1)?.number ?? 0;
  const rest = page.next === null ? [] : old.items.filter(item => item.number < last);
  return { ...old, items: [...page.items, ...rest], next: rest.length > 0 ? old.next : page.next };
}
