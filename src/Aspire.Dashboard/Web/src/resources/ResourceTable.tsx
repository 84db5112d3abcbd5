import type { Resource, ResourceUrl } from '../model';
import { Icon } from '../shared/icons';
import { follow, route } from '../shared/route';
import { useStore } from '../shared/store';
import { fullTime, shortTime } from '../shared/time';
import { CommandIcons } from './commands';
import { asTree, titleOf } from './resources';
import { HealthText, StateText } from './state';

export function ResourceTable({ list, all }: { list: Resource[]; all: Resource[] }) {
  const at = useStore(route);
  return (
    <table class="resources" onKeyDown={moveFocus}>
      <caption class="unseen">Resources</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" class="c-state">State</th>
          <th scope="col" class="c-health">Health</th>
          <th scope="col" class="c-type">Type</th>
          <th scope="col" class="c-started">Started</th>
          <th scope="col" class="c-source">Source</th>
          <th scope="col" class="c-urls">URLs</th>
          <th scope="col" class="c-actions">Actions</th>
        </tr>
      </thead>
      <tbody>
        {asTree(list).map(({ resource, depth }) => (
          <Row key={resource.name} resource={resource} title={titleOf(resource, all)} depth={depth}
            selected={at.page === 'resources' && at.resource === resource.name} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ resource, title, depth, selected }: { resource: Resource; title: string; depth: number; selected: boolean }) {
  const details = { page: 'resources', resource: resource.name, tab: 'details' } as const;
  const log = { page: 'resources', resource: resource.name, tab: 'console' } as const;
  return (
    <tr class={selected ? 'selected' : undefined} onClick={event => onRow(event, () => follow(details)(event))}>
      <th scope="row" class={`c-name depth-${Math.min(depth, 3)}`}>
        <a href={`/?resource=${encodeURIComponent(resource.name)}`} data-row aria-current={selected ? 'true' : undefined} onClick={follow(details)}>{title}</a>
      </th>
      <td class="c-state"><StateText resource={resource} /></td>
      <td class="c-health"><HealthText health={resource.health} /></td>
      <td class="c-type">{resource.type}</td>
      <td class="c-started">{resource.startedAt && <time dateTime={resource.startedAt} title={fullTime(resource.startedAt)}>{shortTime(resource.startedAt)}</time>}</td>
      <td class="c-source"><span class="one-line" title={resource.source ?? undefined}>{shortSource(resource.source)}</span></td>
      <td class="c-urls"><Urls urls={resource.urls} /></td>
      <td class="c-actions">
        <span class="actions">
          <CommandIcons resource={resource} />
          <a class="icon-button" href={`/?resource=${encodeURIComponent(resource.name)}&tab=console`} onClick={follow(log)}
            aria-label={`Console of ${resource.name}`} title={`Console of ${resource.name}`}><Icon name="console" /></a>
        </span>
      </td>
    </tr>
  );
}

// Of a path the last part says it; the whole is in the hint and the details.
const shortSource = (source: string | null): string | null => source && /^(\/|[A-Za-z]:\\)\S*$/.test(source) ? source.split(/[\\/]/).at(-1)! : source;

// A click anywhere in the row selects it, unless it was meant for something in the row or marked text.
function onRow(event: MouseEvent, select: () => void): void {
  if (!(event.target as Element).closest('a, button') && getSelection()?.isCollapsed !== false)
    select();
}

function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !(document.activeElement instanceof HTMLElement) || !('row' in document.activeElement.dataset))
    return;
  const rows = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('[data-row]')];
  rows[rows.indexOf(document.activeElement) + step]?.focus();
  event.preventDefault();
}

export function Urls({ urls }: { urls: ResourceUrl[] }) {
  return urls.length === 0 ? null : <ul class="urls">{urls.map(url => <li key={url.url}><Url url={url} /></li>)}</ul>;
}

function Url({ url }: { url: ResourceUrl }) {
  const text = url.displayText ?? url.url;
  return /^https?:/.test(url.url)
    ? <a href={url.url} target="_blank" rel="noreferrer noopener" title={url.url}>{text}</a>
    : <span class="mono dim" title={url.name ?? undefined}>{text}</span>;
}
