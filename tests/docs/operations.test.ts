import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Metrics } from '../../src/telemetry/metrics.ts';

const dashboard = JSON.parse(readFileSync('operate/grafana-dashboard.json', 'utf8')) as {
  panels: { title: string; targets: { expr: string }[] }[];
};
const alerts = parse(readFileSync('operate/prometheus-alerts.yml', 'utf8')) as {
  groups: { rules: { alert: string; expr: string }[] }[];
};
const rules = alerts.groups.flatMap(({ rules }) => rules);
const page = readFileSync('docs/operations.md', 'utf8');

let metrics: { name: string; type: unknown; labels: string[] }[];
beforeAll(() => {
  const { registry } = new Metrics({ servers: () => [], rows: async () => ({}) });
  metrics = registry.getMetricsAsArray().map((metric) => {
    const { labelNames = [] } = metric as unknown as { labelNames?: string[] };
    return { name: metric.name, type: metric.type, labels: [...labelNames] };
  });
});

/** The metrics that an expression asks for, with the labels that it names of each. */
const askedIn = (expr: string) =>
  Array.from(
    expr.matchAll(/\b((?:citetrail|nodejs|process)_\w+)(?:\{([^}]*)\})?/g),
    ([, name, labels = '']) => ({
      name: name!,
      labels: Array.from(labels.matchAll(/(\w+)\s*[=!]/g), ([, label]) => label!).filter(
        (l) => l !== 'instance',
      ),
    }),
  );

const metricOf = (asked: string) =>
  metrics.find(({ name }) => name === asked) ??
  metrics.find(({ name }) => asked.replace(/_(bucket|sum|count)$/, '') === name);

test.each([
  ...dashboard.panels.map(
    ({ title, targets }) => [`panel ${title}`, targets.map(({ expr }) => expr)] as const,
  ),
  ...rules.map(({ alert, expr }) => [`alarm ${alert}`, [expr]] as const),
])('%s asks for metrics and labels that there are', (_, expressions) => {
  const asked = expressions.flatMap(askedIn);
  if (!expressions.some((expr) => expr.startsWith('up{'))) expect(asked).not.toEqual([]);
  for (const { name, labels } of asked) {
    expect(metricOf(name), name).toBeDefined();
    for (const label of labels) expect(metricOf(name)!.labels, `${name}{${label}}`).toContain(label);
  }
});

test('every metric of ours has its row in the page on operations', () => {
  const rows = Array.from(page.matchAll(/^\| `(citetrail_\w+)`/gm), ([, name]) => name);
  const ours = metrics.map(({ name }) => name).filter((name) => name.startsWith('citetrail_'));
  expect(rows.toSorted()).toEqual(ours.toSorted());
});

test('every alarm is explained in the page on operations', () => {
  const explained = Array.from(page.matchAll(/^#### (Citetrail\w+)$/gm), ([, name]) => name);
  expect(explained.toSorted()).toEqual(rules.map(({ alert }) => alert).toSorted());
});
