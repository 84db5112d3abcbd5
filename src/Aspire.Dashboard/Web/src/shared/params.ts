import { parametersOf, route, setParameters } from './route';
import { useStore } from './store';

/** A value that the address holds, so that a link or a reload leads back to it. */
export function useParameter(name: string, otherwise = ''): [string, (value: string) => void] {
  const value = parametersOf(useStore(route))[name] ?? otherwise;
  return [value, next => setParameters({ [name]: next === otherwise ? '' : next })];
}
