import { Store } from './store';

/** What the address says is shown. The paths are those that users of Aspire's dashboard know. */
export type Route =
  | { page: 'resources'; resource: string | null; tab: DetailsTab; view: ResourcesView }
  | { page: 'console'; resource: string | null }
  | { page: 'logs' | 'traces' | 'metrics' | 'map' | 'runs' | 'query'; parameters?: Parameters }
  | { page: 'trace'; traceId: string; parameters?: Parameters };

export type DetailsTab = 'details' | 'console';
export type ResourcesView = 'table' | 'graph';

/** What stands behind the question mark: filters, what is marked. An empty value is left out. */
export type Parameters = Record<string, string>;

const consolePath = '/consolelogs';
const tracePath = '/traces/detail/';
const paths = { logs: '/structuredlogs', traces: '/traces', metrics: '/metrics', map: '/map', runs: '/runs', query: '/query' } as const;

export const route = new Store<Route>(read());

window.addEventListener('popstate', () => route.set(read()));

export function addressOf(target: Route): string {
  switch (target.page) {
    case 'console': return target.resource ? `${consolePath}/resource/${encodeURIComponent(target.resource)}` : consolePath;
    case 'trace': return tracePath + target.traceId + search(target.parameters);
    case 'resources': return `/${search({
      view: target.view === 'graph' ? 'graph' : '',
      resource: target.resource ?? '',
      tab: target.resource && target.tab === 'console' ? 'console' : '',
    })}`;
    default: return paths[target.page] + search(target.parameters);
  }
}

export function go(target: Route): void {
  history.pushState(null, '', addressOf(target));
  route.set(read());
}

/** Changes parameters of the page shown, without a step in the browser's history: one does not go back through a search letter by letter. */
export function setParameters(changed: Parameters): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changed)) {
    if (value)
      query.set(name, value);
    else
      query.delete(name);
  }
  const text = query.toString();
  history.replaceState(null, '', location.pathname + (text && `?${text}`));
  route.set(read());
}

export const parametersOf = (target: Route): Parameters => ('parameters' in target && target.parameters) || {};

/** The details of a resource, in the view of the resources that is shown. */
export function detailsOf(resource: string | null, tab: DetailsTab = 'details'): Route {
  const { value } = route;
  return { page: 'resources', resource, tab, view: value.page === 'resources' ? value.view : 'table' };
}

/** For a link: goes there without loading the page anew, unless the user wants a tab or window of its own. */
export function follow(target: Route): (event: MouseEvent) => void {
  return event => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    go(target);
  };
}

function search(parameters: Parameters = {}): string {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

function read(): Route {
  const path = location.pathname;
  const parameters = Object.fromEntries(new URLSearchParams(location.search));
  if (path.startsWith(consolePath)) {
    const name = path.slice(`${consolePath}/resource/`.length);
    return { page: 'console', resource: name ? decodeURIComponent(name) : null };
  }
  if (path.startsWith(tracePath))
    return { page: 'trace', traceId: path.slice(tracePath.length), parameters };
  for (const [page, start] of Object.entries(paths) as [keyof typeof paths, string][])
    if (path.startsWith(start))
      return { page, parameters };
  return {
    page: 'resources',
    resource: parameters.resource ?? null,
    tab: parameters.tab === 'console' ? 'console' : 'details',
    view: parameters.view === 'graph' ? 'graph' : 'table',
  };
}
