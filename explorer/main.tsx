import { render } from 'preact';
import { App } from './app.tsx';
import { listenToKeys } from './keys.ts';
import { keepDetails } from './state/details.ts';
import { keepReading } from './state/expansions.ts';
import './styles/explorer.css';

keepReading();
keepDetails();
listenToKeys();
render(<App />, document.getElementById('page')!);
