import { parametersOf, route, type Route } from '../shared/route';

/** The run that is looked at; empty for the one that goes on. */
export const runShown = (): string => parametersOf(route.value).run ?? '';

/** The address of a question, put to the run that is looked at. */
export function ask(path: string, parameters: Record<string, string | number | boolean | undefined> = {}, run = runShown()): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries<string | number | boolean | undefined>({ ...parameters, run }))
    if (value !== undefined && value !== '' && value !== false)
      query.set(name, String(value));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** A page of telemetry, of the same run. */
export const sameRun = <T extends Route>(target: T): T => runShown() ? { ...target, parameters: { ...parametersOf(target), run: runShown() } } : target;

export const traceAt = (traceId: string, span = ''): Route => sameRun({ page: 'trace', traceId, parameters: { span } });
