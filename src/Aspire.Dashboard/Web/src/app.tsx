import { useEffect, useRef } from 'preact/hooks';
import { ConsolePage } from './console/ConsolePage';
import { InteractionDialog, NotificationBars } from './interactions/Interactions';
import type { LiveStatus } from './live';
import type { Resource } from './model';
import { CommandDialogs } from './resources/CommandDialogs';
import { liveStatus, resources, toneOf } from './resources/resources';
import { ResourcesPage } from './resources/ResourcesPage';
import { Lazy } from './shared/Lazy';
import { Question } from './shared/Question';
import { addressOf, follow, parametersOf, route, type Route } from './shared/route';
import { useStore } from './shared/store';
import { ThemeButton } from './shared/theme';
import { Toasts } from './shared/toasts';
import { LogsPage } from './logs/LogsPage';
import { MapPage } from './map/MapPage';
import { QueryPage } from './query/QueryPage';
import { RunBar } from './runs/RunBar';
import { RunsPage } from './runs/RunsPage';
import { sameRun } from './telemetry/run';
import { TracePage } from './traces/TracePage';
import { TracesPage } from './traces/TracesPage';

const pageNames: Record<Route['page'], string> = {
  resources: 'Resources', console: 'Console', logs: 'Logs', traces: 'Traces', trace: 'Trace', metrics: 'Metrics', map: 'Map', runs: 'Runs', query: 'Query',
};

export function App() {
  const at = useStore(route);
  const { applicationName, list } = useStore(resources);
  const status = useStore(liveStatus);
  const problems = list?.filter(resource => toneOf(resource) === 'bad').length ?? 0;
  useEffect(() => {
    document.title = `${problems > 0 ? `(${problems}) ` : ''}${applicationName || 'Dashboard'} · ${pageNames[at.page]}`;
  }, [problems, applicationName, at.page]);

  return (
    <>
      <header class="top">
        <img src="/assets/icon.svg" alt="" width="20" height="20" />
        <h1>{applicationName || 'Dashboard'}</h1>
        <nav aria-label="Pages">
          <PageLink to={{ page: 'resources', resource: null, tab: 'details', view: 'table' }} current={at.page === 'resources'} text="Resources" />
          <PageLink to={{ page: 'console', resource: null }} current={at.page === 'console'} text="Console" />
          <PageLink to={sameRun({ page: 'logs' })} current={at.page === 'logs'} text="Logs" />
          <PageLink to={sameRun({ page: 'traces' })} current={at.page === 'traces' || at.page === 'trace'} text="Traces" />
          <PageLink to={sameRun({ page: 'metrics' })} current={at.page === 'metrics'} text="Metrics" />
          <PageLink to={sameRun({ page: 'map' })} current={at.page === 'map'} text="Map" />
          <PageLink to={{ page: 'runs' }} current={at.page === 'runs'} text="Runs" />
          <PageLink to={sameRun({ page: 'query' })} current={at.page === 'query'} text="Query" />
        </nav>
        <Connection status={status} />
        <ThemeButton />
      </header>
      {status === 'signed-out' && <p class="banner" role="alert">The application was started anew and does not know this browser. Open the link that it printed, or <a href="/login">sign in</a>.</p>}
      <NotificationBars />
      <RunBar />
      <main>
        {list === null && needsResources(at)
          ? <p class="empty">{status === 'lost' ? 'The application cannot be reached.' : 'Reading the resources…'}</p>
          : <Page at={at} list={list ?? []} />}
      </main>
      <Question />
      <CommandDialogs />
      <InteractionDialog />
      <Toasts />
    </>
  );
}

function Page({ at, list }: { at: Route; list: Resource[] }) {
  switch (at.page) {
    case 'console': return <ConsolePage list={list} selected={at.resource} />;
    case 'logs': return <LogsPage list={list} />;
    case 'traces': return <TracesPage list={list} />;
    case 'trace': return <TracePage key={at.traceId} traceId={at.traceId} />;
    case 'resources': return <ResourcesPage list={list} selected={at.resource} tab={at.tab} view={at.view} />;
    case 'metrics': return <Lazy key="metrics" load={() => import('./metrics/MetricsPage').then(module => module.MetricsPage)} />;
    case 'map': return <MapPage list={list} />;
    case 'runs': return <RunsPage />;
    case 'query': return <QueryPage key={parametersOf(at).run ?? ''} />;
  }
}

// Telemetry need not wait until the resources are known.
const needsResources = (at: Route): boolean => at.page === 'resources' || at.page === 'console' || at.page === 'map';

function PageLink({ to, current, text }: { to: Route; current: boolean; text: string }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current)
      link.current!.scrollIntoView({ block: 'nearest', inline: 'nearest' }); // On a narrow screen not all pages have room.
  }, [current]);
  return <a ref={link} href={addressOf(to)} aria-current={current ? 'page' : undefined} onClick={follow(to)}>{text}</a>;
}

const statusTexts: Record<LiveStatus, string> = { connecting: 'Connecting', live: 'Live', lost: 'Connection lost', 'signed-out': 'Signed out' };
const statusHints: Record<LiveStatus, string> = {
  connecting: 'Asking the application for its state.',
  live: 'What is shown is the state now.',
  lost: 'The application has ended or cannot be reached. What is shown is the last state known.',
  'signed-out': 'What is shown is the last state known.',
};

function Connection({ status }: { status: LiveStatus }) {
  return <span class={`connection ${status}`} role="status" title={statusHints[status]}>{statusTexts[status]}</span>;
}
