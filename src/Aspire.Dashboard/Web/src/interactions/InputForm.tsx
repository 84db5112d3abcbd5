import { useEffect, useRef, useState } from 'preact/hooks';
import type { InputField, InputProblem } from '../model';
import { Dialog } from '../shared/Dialog';
import { Text } from '../shared/markdown';
import { Input } from './Input';
import type { Values } from './interactions';

interface Props {
  title: string;
  message: string | null;
  isMarkdown: boolean;
  fields: InputField[];
  primary: string;
  secondary: string | null;
  /** Tells what is wrong with the values; when nothing is, whoever shows the form takes it away. */
  submit: (values: Values) => Promise<InputProblem[]>;
  leave: (() => void) | undefined;
  dismiss: (() => void) | undefined;
  /** Told of each change of an input that others are filled from. */
  onChange?: (values: Values) => void;
}

/** A dialog that asks for values. What is typed is here alone, and gone with the dialog. */
export function InputForm({ title, message, isMarkdown, fields, primary, secondary, submit, leave, dismiss, onChange }: Props) {
  const [values, setValues] = useState<Values>({});
  const [problems, setProblems] = useState<InputProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const told = useRef<Record<string, string | null>>({});

  // What the application fills in wins over what was there; what did not change on its side leaves the user's text alone.
  useEffect(() => {
    const filled = fields.filter(field => told.current[field.name] !== field.value);
    for (const field of filled)
      told.current[field.name] = field.value;
    if (filled.length > 0)
      setValues(before => ({ ...before, ...Object.fromEntries(filled.map(field => [field.name, field.value ?? ''])) }));
  }, [fields]);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);

  const change = (field: InputField, value: string) => {
    const next = { ...values, [field.name]: value };
    setValues(next);
    setProblems(problems.filter(problem => problem.input !== field.name));
    if (field.fillsOthers)
      onChange?.(next);
  };

  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblems(await submit(values));
    setBusy(false);
  };

  return (
    <Dialog title={title} onDismiss={dismiss}>
      <form ref={form} noValidate autocomplete="off" onSubmit={send}>
        {message && <Text text={message} isMarkdown={isMarkdown} />}
        {fields.map((field, i) => (
          <Input key={field.name} field={field} value={values[field.name] ?? ''} isFirst={i === 0}
            problem={problems.find(problem => problem.input === field.name)?.message} onChange={value => change(field, value)} />
        ))}
        <div class="buttons">
          {secondary && <button type="button" class="command" onClick={leave}>{secondary}</button>}
          <button class="primary" disabled={busy} aria-busy={busy}>{primary}</button>
        </div>
      </form>
    </Dialog>
  );
}
