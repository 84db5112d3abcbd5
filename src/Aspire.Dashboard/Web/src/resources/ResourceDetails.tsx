import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LogPane } from '../console/LogPane';
import type { NamedValue, Resource } from '../model';
import { Icon } from '../shared/icons';
import { addressOf, detailsOf, follow, go, type DetailsTab, type Route } from '../shared/route';
import { say } from '../shared/toasts';
import { duration, fullTime, shortTime } from '../shared/time';
import { CommandBar } from './commands';
import { referencesFrom, referencesTo, titleOf, waitsOf } from './resources';
import { Url } from './ResourceTable';
import { Dot, HealthText, StateText } from './state';

export function ResourceDetails({ resource, list, tab }: { resource: Resource; list: Resource[]; tab: DetailsTab }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [resource.name]);
  const close = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !(event.target instanceof HTMLInputElement))
      go(detailsOf(null));
  };
  return (
    <aside class="details" aria-label={`Details of ${resource.name}`} onKeyDown={close}>
      <header>
        <h2 ref={heading} tabIndex={-1}>{titleOf(resource, list)}</h2>
        <StateText resource={resource} />
        <a class="icon-button close" href={addressOf(detailsOf(null))} onClick={follow(detailsOf(null))} aria-label="Close details" title="Close (Esc)"><Icon name="close" /></a>
      </header>
      <div class="details-bar">
        <nav class="tabs" aria-label="Details">
          <Tab resource={resource} tab="details" current={tab}>Details</Tab>
          <Tab resource={resource} tab="console" current={tab}>Console</Tab>
        </nav>
        <Telemetry resource={resource} />
        <CommandBar resource={resource} />
      </div>
      {tab === 'console' ? <LogPane key={resource.name} resource={resource.name} /> : <Facts resource={resource} list={list} />}
    </aside>
  );
}

function Tab({ resource, tab, current, children }: { resource: Resource; tab: DetailsTab; current: DetailsTab; children: ComponentChildren }) {
  const target = detailsOf(resource.name, tab);
  return <a href={addressOf(target)} aria-current={tab === current ? 'page' : undefined} onClick={follow(target)}>{children}</a>;
}

/** Where what it sends is shown. Parameters and the like send nothing. */
function Telemetry({ resource }: { resource: Resource }) {
  const parameters = { resource: resource.displayName };
  const link = (page: 'logs' | 'traces' | 'metrics', text: string) => {
    const target: Route = { page, parameters };
    return <a href={addressOf(target)} onClick={follow(target)}>{text}</a>;
  };
  return resource.environment.some(variable => variable.name.startsWith('OTEL_'))
    ? <span class="telemetry-links">{link('logs', 'Logs')}{link('traces', 'Traces')}{link('metrics', 'Metrics')}</span>
    : null;
}

function Facts({ resource, list }: { resource: Resource; list: Resource[] }) {
  const uses = referencesFrom(resource);
  const waits = waitsOf(resource, list);
  const usedBy = referencesTo(resource, list);
  return (
    <div class="facts">
      <dl class="facts-list">
        <Fact name="Name">{resource.name}</Fact>
        <Fact name="Type">{resource.type}</Fact>
        <Fact name="Health"><HealthText health={resource.health} /></Fact>
        <Fact name="Source">{resource.source}</Fact>
        <Fact name="Process">{resource.processId}</Fact>
        <Fact name="Started">{resource.startedAt && <time dateTime={resource.startedAt}>{fullTime(resource.startedAt)}</time>}</Fact>
        <Fact name="Ended">{resource.stoppedAt && <time dateTime={resource.stoppedAt}>{fullTime(resource.stoppedAt)}</time>}</Fact>
        <Fact name="Ran for">{resource.startedAt && resource.stoppedAt && duration(resource.startedAt, resource.stoppedAt)}</Fact>
        <Fact name="Exit code">{resource.exitCode}</Fact>
      </dl>
      <Section title="Waits for" count={waits.length}>
        <ul class="relations">{waits.map(({ name, other, isOver }) => (
          <li key={name}>
            {other ? <a href={addressOf(detailsOf(other.name))} onClick={follow(detailsOf(other.name))}>{name}</a> : <span>{name}</span>}
            {isOver ? <span class="state"><Dot tone="good" />done</span> : other && <StateText resource={other} />}
          </li>
        ))}</ul>
      </Section>
      <Section title="Endpoints" count={resource.urls.length}>
        <dl class="values">{resource.urls.map(url => (
          <div key={`${url.name} ${url.url}`}>
            <dt>{url.name ?? 'link'}{url.isInternal && <span class="dim"> internal</span>}</dt>
            <dd><span class="value"><Url url={url} /></span><Copy text={url.url} name={url.name ?? url.url} /></dd>
          </div>
        ))}</dl>
      </Section>
      <Section title="Health checks" count={resource.healthReports.length}>
        <ul class="reports">
          {resource.healthReports.map(report => (
            <li key={report.name}>
              <HealthText health={report.status} /> <span class="mono">{report.name}</span>
              {report.lastRunAt && <time class="dim" dateTime={report.lastRunAt} title={fullTime(report.lastRunAt)}>{shortTime(report.lastRunAt)}</time>}
              {report.description && <p>{report.description}</p>}
              {report.error && <pre tabIndex={0}>{report.error}</pre>}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Uses" count={uses.size}>
        <ul class="relations">{[...uses].map(([name, ways]) => <Relation key={name} name={name} ways={ways} list={list} />)}</ul>
      </Section>
      <Section title="Used by" count={usedBy.size}>
        <ul class="relations">{[...usedBy].map(([other, ways]) => <Relation key={other.name} name={other.name} ways={ways} list={list} />)}</ul>
      </Section>
      <Section title="Volumes" count={resource.volumes.length}>
        <dl class="values">{resource.volumes.map(volume => (
          <div key={volume.target}>
            <dt>{volume.target}</dt>
            <dd><span class="value">{volume.source ?? 'without a name'} <span class="dim">{volume.mountType}{volume.isReadOnly && ', read only'}</span></span></dd>
          </div>
        ))}</dl>
      </Section>
      <Values title="Properties" values={resource.properties} />
      <Values title="Environment" values={resource.environment} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return children === null || children === undefined || children === '' ? null : <><dt>{name}</dt><dd>{children}</dd></>;
}

function Section({ title, count, children }: { title: string; count: number; children: ComponentChildren }) {
  return count === 0 ? null : (
    <details class="section" open>
      <summary><h3>{title}</h3><span class="count">{count}</span></summary>
      {children}
    </details>
  );
}

function Relation({ name, ways, list }: { name: string; ways: string[]; list: Resource[] }) {
  const other = list.find(resource => resource.name === name) ?? list.find(resource => resource.displayName === name);
  const target = other && detailsOf(other.name);
  return (
    <li>
      {target ? <a href={addressOf(target)} onClick={follow(target)}>{name}</a> : <span>{name}</span>}
      <span class="dim">{ways.join(', ')}</span>
      {other && <StateText resource={other} />}
    </li>
  );
}

function Values({ title, values }: { title: string; values: NamedValue[] }) {
  const [filter, setFilter] = useState('');
  const wanted = filter.toLowerCase();
  const shown = values.filter(value => `${value.name}=${value.value ?? ''}`.toLowerCase().includes(wanted));
  return (
    <Section title={title} count={values.length}>
      {values.length > 8 && <input type="search" class="filter" placeholder={`Filter ${title.toLowerCase()}`} aria-label={`Filter ${title.toLowerCase()}`}
        value={filter} onInput={event => setFilter(event.currentTarget.value)} />}
      <dl class="values">
        {shown.map(value => (
          <div key={value.name}>
            <dt>{value.name}</dt>
            <dd>{value.isSecret
              ? <span class="secret" title="The value is withheld: it is a secret"><Icon name="lock" /> secret</span>
              : <><span class="value">{value.value}</span>{value.value && <Copy text={value.value} name={value.name} />}</>}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Copy({ text, name }: { text: string; name: string }) {
  const copy = () => navigator.clipboard.writeText(text).then(() => say(`${name} copied.`), () => say(`The browser did not let ${name} be copied.`, true));
  return <button class="icon-button copy" aria-label={`Copy ${name}`} title="Copy" onClick={copy}><Icon name="copy" /></button>;
}
