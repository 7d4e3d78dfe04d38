import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Everything measured, as Prometheus text on GET /metrics. One registry a process. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    webhooks: new Counter({ name: 'webhooks_total', help: 'Webhooks by provider and outcome', labelNames: ['provider', 'outcome'] as const, registers: [registry] }),
    webhookSeconds: new Histogram({ name: 'webhook_ack_seconds', help: 'From a webhook’s last byte to its answer', buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3], registers: [registry] }),
    events: new Counter({ name: 'inbox_events_total', help: 'Stored events by provider and what became of them', labelNames: ['provider', 'outcome'] as const, registers: [registry] }),
    deliveries: new Counter({ name: 'deliveries_total', help: 'Deliveries by kind and outcome', labelNames: ['kind', 'outcome'] as const, registers: [registry] }),
    deliverySeconds: new Histogram({ name: 'delivery_wait_seconds', help: 'From the ledger’s commit to the delivery being done', labelNames: ['kind'] as const, buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300], registers: [registry] }),
    apiSeconds: new Histogram({ name: 'api_seconds', help: 'Calls of the API by operation and status', labelNames: ['operation', 'status'] as const, buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3], registers: [registry] }),
    spooled: new Gauge({ name: 'spooled_events', help: 'Events waiting in the spool file while MySQL is away', registers: [registry] }),
    clockLateness: new Gauge({ name: 'clock_lateness_seconds', help: 'How late the last due timer was taken', registers: [registry] }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
