import { useEffect, useRef, useState } from 'preact/hooks';
import type { Resource } from '../model';
import { Icon } from '../shared/icons';
import { addressOf, detailsOf, follow, go, type DetailsTab, type ResourcesView } from '../shared/route';
import { ResourceDetails } from './ResourceDetails';
import { ResourceGraph } from './ResourceGraph';
import { ResourceTable } from './ResourceTable';
import { toneOf, type Tone } from './resources';
import { Dot } from './state';

const words: Record<Tone, string> = { good: 'running', busy: 'starting', warning: 'unhealthy', bad: 'failed', idle: 'stopped' };
const tones: Tone[] = ['bad', 'warning', 'busy', 'good', 'idle'];

export function ResourcesPage({ list, selected, tab, view }: { list: Resource[]; selected: string | null; tab: DetailsTab; view: ResourcesView }) {
  const [filter, setFilter] = useState('');
  const [tone, setTone] = useState<Tone | null>(null);
  const [hidden, setHidden] = useState(false);
  const search = useSlash();

  const known = list.filter(resource => hidden || !resource.isHidden || resource.name === selected);
  const counts = tones.map(one => ({ tone: one, count: known.filter(resource => toneOf(resource) === one).length }));
  const wanted = filter.trim().toLowerCase();
  const shown = known.filter(resource => (!tone || toneOf(resource) === tone) && textOf(resource).includes(wanted));
  const resource = list.find(one => one.name === selected);

  return (
    <div class={resource ? 'split' : 'split whole'}>
      <section class="overview" aria-label="Resources">
        <div class="toolbar">
          <label class="search-box"><Icon name="search" />
            <input ref={search} type="search" placeholder="Filter resources  /" aria-label="Filter resources" value={filter} onInput={event => setFilter(event.currentTarget.value)} />
          </label>
          <div class="chips" role="group" aria-label="Filter by state">
            {counts.filter(entry => entry.count > 0).map(entry => (
              <button key={entry.tone} class="chip" aria-pressed={tone === entry.tone} onClick={() => setTone(tone === entry.tone ? null : entry.tone)}>
                <Dot tone={entry.tone} />{entry.count} {words[entry.tone]}
              </button>
            ))}
            {list.some(one => one.isHidden) && <button class="chip" aria-pressed={hidden} onClick={() => setHidden(!hidden)}>Show hidden</button>}
          </div>
          <span class="spacer" />
          <nav class="switch" aria-label="View">
            <View view="table" current={view} selected={selected}>Table</View>
            <View view="graph" current={view} selected={selected}>Graph</View>
          </nav>
        </div>
        {shown.length > 0
          ? view === 'graph' ? <ResourceGraph list={shown} all={list} selected={selected} /> : <div class="table-frame"><ResourceTable list={shown} all={list} /></div>
          : <p class="empty">{list.length === 0 ? 'The application has no resources.' : 'No resource matches the filter.'}</p>}
      </section>
      {resource && <ResourceDetails resource={resource} list={list} tab={tab} />}
    </div>
  );
}

function View({ view, current, selected, children }: { view: ResourcesView; current: ResourcesView; selected: string | null; children: string }) {
  const target = { page: 'resources', resource: selected, tab: 'details', view } as const;
  return <a href={addressOf(target)} aria-current={view === current ? 'page' : undefined} onClick={follow(target)}>{children}</a>;
}

const textOf = (resource: Resource): string =>
  [resource.name, resource.displayName, resource.type, resource.state, resource.source, ...resource.urls.map(url => url.url)].join(' ').toLowerCase();

/** The key / goes to the search, as in many tools; Escape closes what is open. */
function useSlash() {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
        search.current?.focus();
        event.preventDefault();
      } else if (event.key === 'Escape' && event.target === document.body) {
        go(detailsOf(null));
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return search;
}
