/**
 * `/metrics`, for Prometheus: read by the addresses that are named, and by nobody else. Where a proxy that is not
 * known forwards a request, who asks is not known, and is refused.
 */
import type { IncomingMessage } from 'node:http';
import proxyaddr from 'proxy-addr';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Route } from './routes.ts';

export interface MetricsReaders {
  /** Addresses and networks that may read. */
  readonly readers: readonly string[];
  /** Addresses and networks whose word is taken for whom they ask. */
  readonly proxies: readonly string[];
}

export function metricsRoute(metrics: Metrics, { readers, proxies }: MetricsReaders): Route {
  const mayRead = proxyaddr.compile([...readers]);
  const isProxy = proxyaddr.compile([...proxies]);
  return {
    path: '/metrics',
    async answer(request, response) {
      const asker = askerOf(request, isProxy);
      if (asker === null || !mayRead(asker, 0)) {
        const told =
          'Metrics are for the addresses that CITETRAIL_METRICS names, and this is none of them.\n';
        return response.writeHead(403, { 'content-type': 'text/plain' }).end(told);
      }
      const text = await metrics.registry.metrics();
      response
        .writeHead(200, { 'content-type': metrics.registry.contentType, 'cache-control': 'no-store' })
        .end(text);
    },
  };
}

/** Null where it was forwarded by someone whose word is not taken. */
function askerOf(
  request: IncomingMessage,
  isProxy: (address: string, hops: number) => boolean,
): string | null {
  const { forwarded, 'x-forwarded-for': forwardedFor } = request.headers;
  const isForwarded = forwarded !== undefined || forwardedFor !== undefined;
  if (isForwarded && !isProxy(request.socket.remoteAddress ?? '', 0)) return null;
  return proxyaddr(request, isProxy);
}
