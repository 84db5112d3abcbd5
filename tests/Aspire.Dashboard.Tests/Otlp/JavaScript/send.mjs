// Sends a trace, a log record and metrics by OTLP/HTTP with JSON, and prints the id of the trace.
import { SpanKind, SpanStatusCode, context, trace } from '@opentelemetry/api';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import * as logs from '@opentelemetry/sdk-logs';
import * as metrics from '@opentelemetry/sdk-metrics';
import * as tracing from '@opentelemetry/sdk-trace-base';

const [address, key] = process.argv.slice(2);
const headers = { 'x-otlp-api-key': key };
const resource = resourceFromAttributes({ 'service.name': 'storefront', 'service.instance.id': 'storefront-1' });

const tracers = new tracing.BasicTracerProvider({ resource, spanProcessors: [new tracing.BatchSpanProcessor(new OTLPTraceExporter({ url: `${address}/v1/traces`, headers }))] });
const loggers = new logs.LoggerProvider({ resource, processors: [new logs.BatchLogRecordProcessor({ exporter: new OTLPLogExporter({ url: `${address}/v1/logs`, headers }) })] });
const reader = new metrics.PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter({ url: `${address}/v1/metrics`, headers }) });
const meters = new metrics.MeterProvider({ resource, readers: [reader] });

const tracer = tracers.getTracer('shop.web');
const request = tracer.startSpan('GET /cart', { kind: SpanKind.SERVER, attributes: { 'http.response.status_code': 500, ratio: 0.5, items: ['tea', 'milk'], big: 2 ** 53 - 1 } });
const inRequest = trace.setSpan(context.active(), request);
const call = tracer.startSpan('GET product', { kind: SpanKind.CLIENT }, inRequest);
call.recordException(new Error('Out of tea.'));
call.setStatus({ code: SpanStatusCode.ERROR, message: 'Out of tea.' });
call.end();
request.end();
loggers.getLogger('shop.cart').emit({ severityNumber: 13, severityText: 'WARN', body: 'Cart is empty', attributes: { cart: 7 }, context: inRequest });
const meter = meters.getMeter('shop.meter');
meter.createCounter('carts.opened', { unit: '{cart}' }).add(3, { country: 'NZ' });
const duration = meter.createHistogram('cart.duration', { unit: 's', advice: { explicitBucketBoundaries: [0.1, 0.2, 0.5] } });
for (const seconds of [0.15, 0.15, 0.4]) duration.record(seconds);

await Promise.all([tracers.forceFlush(), loggers.forceFlush(), meters.forceFlush()]);
console.log(request.spanContext().traceId);
await Promise.all([tracers.shutdown(), loggers.shutdown(), meters.shutdown()]);
