import { createRoot } from 'react-dom/client';
import { cacheExchange, createClient, fetchExchange, Provider } from 'urql';
import { App } from './App.tsx';

const client = createClient({
  url: '/graphql',
  preferGetMethod: false,
  exchanges: [cacheExchange, fetchExchange],
});

createRoot(document.getElementById('root')!).render(
  <Provider value={client}>
    <App />
  </Provider>,
);
