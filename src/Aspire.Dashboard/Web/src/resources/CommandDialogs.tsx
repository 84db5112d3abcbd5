import type { Command, CommandOutput, InputProblem, Resource } from '../model';
import { InputForm } from '../interactions/InputForm';
import type { Values } from '../interactions/interactions';
import { Dialog } from '../shared/Dialog';
import { Markdown } from '../shared/markdown';
import { Store, useStore } from '../shared/store';

interface Asked {
  resource: Resource;
  command: Command;
  submit: (values: Values) => Promise<InputProblem[]>;
  close: () => void;
}

const asked = new Store<Asked | null>(null);
const shown = new Store<{ title: string; output: CommandOutput } | null>(null);

/** Asks for the arguments of a command until they are right or the user has left. */
export function askForArguments(resource: Resource, command: Command, execute: (values: Values) => Promise<InputProblem[]>): Promise<void> {
  asked.value?.close();
  return new Promise(resolve => {
    const close = () => {
      asked.set(null);
      resolve();
    };
    asked.set({
      resource, command, close, submit: async values => {
        const problems = await execute(values);
        if (problems.length === 0)
          close();
        return problems;
      },
    });
  });
}

export const show = (title: string, output: CommandOutput): void => shown.set({ title, output });

/** What commands ask for, and what they hand back. */
export function CommandDialogs() {
  const question = useStore(asked);
  const result = useStore(shown);
  const close = () => shown.set(null);
  return (
    <>
      {question && (
        <InputForm key={`${question.resource.name} ${question.command.name}`} title={`${question.command.displayName}: ${question.resource.name}`}
          message={question.command.confirmationMessage} isMarkdown={false} fields={question.command.arguments} primary={question.command.displayName} secondary="Cancel"
          submit={question.submit} leave={question.close} dismiss={question.close} />
      )}
      {result && (
        <Dialog title={result.title} onDismiss={close}>
          {result.output.format === 'Markdown' ? <Markdown text={result.output.text} /> : <pre class="output" tabIndex={0}>{pretty(result.output)}</pre>}
          <div class="buttons"><button class="primary" onClick={close}>Close</button></div>
        </Dialog>
      )}
    </>
  );
}

function pretty({ format, text }: CommandOutput): string {
  try {
    return format === 'Json' ? JSON.stringify(JSON.parse(text), null, 2) : text;
  } catch {
    return text;
  }
}
