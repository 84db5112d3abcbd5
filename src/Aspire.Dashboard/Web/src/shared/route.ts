import { Store } from './store';

/** What the address says is shown. The paths are those that users of Aspire's dashboard know. */
export type Route =
  | { page: 'resources'; resource: string | null; tab: DetailsTab }
  | { page: 'console'; resource: string | null }
  | { page: 'logs' }
  | { page: 'traces' }
  | { page: 'trace'; traceId: string };

export type DetailsTab = 'details' | 'console';

const consolePath = '/consolelogs';
const logsPath = '/structuredlogs';
const tracesPath = '/traces';
const tracePath = '/traces/detail/';

export const route = new Store<Route>(read());

window.addEventListener('popstate', () => route.set(read()));

export function addressOf(target: Route): string {
  switch (target.page) {
    case 'console': return target.resource ? `${consolePath}/resource/${encodeURIComponent(target.resource)}` : consolePath;
    case 'logs': return logsPath;
    case 'traces': return tracesPath;
    case 'trace': return tracePath + target.traceId;
  }
  if (!target.resource)
    return '/';
  const query = new URLSearchParams({ resource: target.resource });
  if (target.tab === 'console')
    query.set('tab', 'console');
  return `/?${query}`;
}

export function go(target: Route): void {
  history.pushState(null, '', addressOf(target));
  route.set(target);
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

function read(): Route {
  const path = location.pathname;
  if (path.startsWith(consolePath)) {
    const name = path.slice(`${consolePath}/resource/`.length);
    return { page: 'console', resource: name ? decodeURIComponent(name) : null };
  }
  if (path.startsWith(tracePath))
    return { page: 'trace', traceId: path.slice(tracePath.length) };
  if (path.startsWith(tracesPath))
    return { page: 'traces' };
  if (path.startsWith(logsPath))
    return { page: 'logs' };
  const query = new URLSearchParams(location.search);
  return { page: 'resources', resource: query.get('resource'), tab: query.get('tab') === 'console' ? 'console' : 'details' };
}
