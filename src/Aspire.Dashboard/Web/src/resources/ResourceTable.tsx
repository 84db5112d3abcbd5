import type { Resource, ResourceUrl } from '../model';
import { Icon } from '../shared/icons';
import { addressOf, detailsOf, follow, route } from '../shared/route';
import { useStore } from '../shared/store';
import { fullTime, shortTime } from '../shared/time';
import { moveFocus } from '../shared/VirtualTable';
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
  const details = detailsOf(resource.name);
  const log = detailsOf(resource.name, 'console');
  return (
    <tr class={selected ? 'selected' : undefined} onClick={event => onRow(event, () => follow(details)(event))}>
      <th scope="row" class={`c-name depth-${Math.min(depth, 3)}`}>
        <a href={addressOf(details)} data-row aria-current={selected ? 'true' : undefined} onClick={follow(details)}>{title}</a>
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
          <a class="icon-button" href={addressOf(log)} onClick={follow(log)}
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

export function Urls({ urls }: { urls: ResourceUrl[] }) {
  return urls.length === 0 ? null : <ul class="urls">{urls.map(url => <li key={url.url}><Url url={url} /></li>)}</ul>;
}

export function Url({ url }: { url: ResourceUrl }) {
  const text = url.displayText ?? url.url;
  return /^https?:/.test(url.url)
    ? <a href={url.url} target="_blank" rel="noreferrer noopener" title={url.url}>{text}</a>
    : <span class="mono dim" title={url.name ?? undefined}>{text}</span>;
}
