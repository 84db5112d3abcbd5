import { render } from 'preact';
import { App } from './app';
import { followResources } from './resources/resources';

followResources();
render(<App />, document.getElementById('app')!);
