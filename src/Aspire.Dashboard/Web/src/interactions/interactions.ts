import type { InputProblem, Interaction, InputsProblem, Problem } from '../model';
import { Store } from '../shared/store';
import { say } from '../shared/toasts';

/** What the application asks, oldest first. */
export const interactions = new Store<Interaction[]>([]);

export type Values = Record<string, string>;
type Choice = 'Primary' | 'Secondary' | 'Dismiss';

/** Sends an answer. What comes back is wrong with the values; nothing, when it was taken or nobody waits for it any more. */
export async function answer(interaction: Interaction, choice: Choice, values: Values = {}): Promise<InputProblem[]> {
  return await post(`/api/interactions/${interaction.id}`, { choice, values });
}

/** Tells what was entered so far, so that the application can fill other inputs from it. */
export async function tell(interaction: Interaction, values: Values): Promise<void> {
  await post(`/api/interactions/${interaction.id}/inputs`, { choice: 'Primary', values });
}

async function post(address: string, body: unknown): Promise<InputProblem[]> {
  try {
    const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (answer.status === 422)
      return (await answer.json() as InputsProblem).inputs;
    if (!answer.ok)
      say((await answer.json() as Problem).detail, true);
  } catch {
    say('The application cannot be reached, so that it could not be answered.', true);
  }
  return [];
}
