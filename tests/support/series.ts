/** What Prometheus reads in a text: the values by series. */
export const seriesIn = (text: string) =>
  new Map(Array.from(text.matchAll(/^(\w.*) (\S+)$/gm), ([, series, value]) => [series!, Number(value)]));
