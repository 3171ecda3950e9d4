// Loads an OpenTelemetry SDK beside the program, which has spans and no SDK: see docs/operations.md#traces.
// Everything else is said by variables, as OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER.
import { NodeSDK } from '@opentelemetry/sdk-node';

const sdk = new NodeSDK();
sdk.start();
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => sdk.shutdown().catch(() => {}));
