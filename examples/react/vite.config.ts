/** In development the page and the API have one address: what the page asks goes on to the server. */
export default { server: { proxy: { '/graphql': process.env.CITETRAIL_URL ?? 'http://127.0.0.1:4000' } } };
