import { useState } from 'preact/hooks';
import type { Values } from '../interactions/interactions';
import type { Command, CommandResult, InputProblem, InputsProblem, Problem, Resource } from '../model';
import { Icon, type IconName } from '../shared/icons';
import { ask } from '../shared/Question';
import { say } from '../shared/toasts';
import { askForArguments, show } from './CommandDialogs';

const icons: Record<string, IconName> = { start: 'start', stop: 'stop', restart: 'restart', 'parameter-set': 'edit' };

const iconOf = (command: Command): IconName | undefined => icons[command.name.replace(/^resource-/, '')];

async function execute(resource: Resource, command: Command, values: Values = {}): Promise<InputProblem[]> {
  const address = `/api/resources/${encodeURIComponent(resource.name)}/commands/${encodeURIComponent(command.name)}`;
  const body = command.arguments.length > 0 ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ arguments: values }) } : {};
  try {
    const answer = await fetch(address, { method: 'POST', ...body });
    if (answer.ok)
      tellResult(resource, command, await answer.json() as CommandResult);
    else if (answer.status === 422)
      return (await answer.json() as InputsProblem).inputs;
    else
      say((await answer.json() as Problem).detail, true);
  } catch {
    say(`${resource.name}: the application cannot be reached, so that it could not be asked to ${command.name}.`, true);
  }
  return [];
}

function tellResult(resource: Resource, command: Command, { message, output }: CommandResult): void {
  const title = `${command.displayName}: ${resource.name}`;
  if (output?.isShownAtOnce)
    show(title, output);
  else
    say(message ?? `${resource.name}: ${command.displayName.toLowerCase()} done.`, false, output ? { text: 'Show', act: () => show(title, output) } : undefined);
}

function CommandButton({ resource, command, labelled }: { resource: Resource; command: Command; labelled: boolean }) {
  const [busy, setBusy] = useState(false);
  const click = async () => {
    if (command.arguments.length === 0 && command.confirmationMessage && !await ask(command.confirmationMessage, command.displayName))
      return;
    setBusy(true);
    await (command.arguments.length > 0 ? askForArguments(resource, command, values => execute(resource, command, values)) : execute(resource, command));
    setBusy(false);
  };
  const icon = iconOf(command);
  const label = `${command.displayName} ${resource.name}`;
  return (
    <button class={labelled ? 'command' : 'icon-button'} disabled={busy || command.state === 'Disabled'} aria-busy={busy}
      aria-label={label} title={command.description ?? label} onClick={click}>
      {icon && <Icon name={icon} />}
      {(labelled || !icon) && <span>{command.displayName}</span>}
    </button>
  );
}

/** The commands that have an icon, for a row of the table. */
export function CommandIcons({ resource }: { resource: Resource }) {
  return <>{shown(resource).filter(iconOf).map(command =>
    <CommandButton key={command.name} resource={resource} command={command} labelled={false} />)}</>;
}

/** All commands, with their names. */
export function CommandBar({ resource }: { resource: Resource }) {
  const commands = shown(resource);
  return commands.length === 0 ? null : (
    <div class="command-bar" role="group" aria-label="Commands">
      {commands.map(command => <CommandButton key={command.name} resource={resource} command={command} labelled />)}
    </div>
  );
}

const shown = (resource: Resource): Command[] => resource.commands.filter(command => command.state !== 'Hidden' && command.isOnPage);
