import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Live, type LiveStatus } from '../live';
import type { LogLine } from '../model';
import { Icon, type IconName } from '../shared/icons';
import { LogView, type LogState } from './LogView';

const empty: LogState = { lines: 0, unseen: 0, following: true, dropped: 0, matches: 0, match: 0 };

/** The console of one resource, or of all, from the first line on and live. */
export function LogPane({ resource, before, after }: { resource: string | null; before?: ComponentChildren; after?: ComponentChildren }) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<LogView | null>(null);
  const [state, setState] = useState(empty);
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const [query, setQuery] = useState('');
  const [times, setTimes] = useSetting('console-times', true);
  const [wrap, setWrap] = useSetting('console-wrap', true);
  const address = resource ? `/api/resources/${encodeURIComponent(resource)}/logs` : '/api/console';
  const [paused, setPaused] = useState(false);

  useEffect(() => {
    const log = new LogView(frame.current!, setState);
    view.current = log;
    setPaused(false);
    const live = new Live(address, { lines: (lines: LogLine[]) => log.append(lines) }, setStatus, () => log.clear());
    return () => {
      live.close();
      log.close();
    };
  }, [address]);

  const search = (text: string) => {
    setQuery(text);
    view.current?.search(text);
  };
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter')
      view.current?.step(event.shiftKey ? 1 : -1);
    else if (event.key === 'Escape')
      search('');
  };

  return (
    <div class="log-pane">
      <div class="toolbar">
        {before}
        <label class="search-box"><Icon name="search" />
          <input type="search" placeholder="Find in console" aria-label="Find in console" value={query}
            onInput={event => search(event.currentTarget.value)} onKeyDown={onSearchKey} />
        </label>
        {query && <span class="dim matches" role="status">{state.matches === 0 ? 'None' : `${state.match} of ${state.matches}`}</span>}
        {query && <Action icon="up" label="Match before (Enter)" onClick={() => view.current?.step(-1)} />}
        {query && <Action icon="next" label="Match after (Shift+Enter)" onClick={() => view.current?.step(1)} />}
        <span class="spacer" />
        <Action icon="pause" label={paused ? 'Paused: go on' : 'Pause'} pressed={paused} onClick={() => {
          setPaused(!paused);
          view.current?.hold(!paused);
        }} />
        <Action icon="clock" label="Times" pressed={times} onClick={() => setTimes(!times)} />
        <Action icon="wrap" label="Wrap lines" pressed={wrap} onClick={() => setWrap(!wrap)} />
        <a class="icon-button" href={`${address}?follow=false&timestamps=true`} download={`${resource ?? 'console'}.log`} aria-label="Download" title="Download"><Icon name="download" /></a>
        {after}
      </div>
      {state.dropped > 0 && <p class="note">{state.dropped.toLocaleString()} older lines are not kept in this page; the download has them.</p>}
      <div ref={frame} class={`log${times ? '' : ' no-times'}${wrap ? '' : ' no-wrap'}`} role="log" aria-live="off" aria-label={`Console of ${resource ?? 'all resources'}`} tabIndex={0} />
      {state.lines === 0 && <p class="empty">{status === 'lost' ? 'The application cannot be reached.' : status === 'live' ? 'Nothing written yet.' : ''}</p>}
      {!state.following && (
        <button class="newest" onClick={() => view.current?.followNewest()}>
          <Icon name="down" />{state.unseen > 0 ? `${state.unseen.toLocaleString()} new` : 'Newest'}
        </button>
      )}
    </div>
  );
}

function Action({ icon, label, pressed, onClick }: { icon: IconName; label: string; pressed?: boolean; onClick: () => void }) {
  return <button class="icon-button" aria-pressed={pressed} aria-label={label} title={label} onClick={onClick}><Icon name={icon} /></button>;
}

function useSetting(name: string, otherwise: boolean): [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => (localStorage.getItem(name) ?? String(otherwise)) === 'true');
  return [value, next => {
    localStorage.setItem(name, String(next));
    setValue(next);
  }];
}
