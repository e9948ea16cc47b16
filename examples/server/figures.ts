// What the server counts: Prometheus' text for /metrics, and numbers for the health page.
import { createHistogram } from 'node:perf_hooks';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Upper ends of the latency histogram's buckets, in seconds. */
const LATENCIES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export class Figures {
  readonly #registry = new Registry();
  readonly #requests: Counter<'code'>;
  readonly #latency: Histogram;
  readonly #batches: Histogram;
  // Quantiles within a thousandth, which buckets do not give; in microseconds.
  readonly #exact = createHistogram({ lowest: 1, highest: 3_600_000_000, figures: 3 });
  readonly #codes: Record<number, number> = {};
  #batchCount = 0;
  #pictures = 0;

  /** `admitted` and `waiting` are asked when somebody reads the figures. */
  constructor(largestBatch: number, admitted: () => number, waiting: () => number) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Counter({
      name: 'classify_requests_total',
      help: 'Answers to POST /classify by status.',
      labelNames: ['code'],
      registers,
    });
    this.#latency = new Histogram({
      name: 'classify_duration_seconds',
      help: 'From the head of a request to its last answered byte, status 200.',
      buckets: LATENCIES,
      registers,
    });
    this.#batches = new Histogram({
      name: 'classify_batch_size',
      help: 'Pictures of a batch.',
      buckets: Array.from({ length: largestBatch }, (_, i) => i + 1),
      registers,
    });
    for (const [name, help, read] of [
      ['classify_admitted', 'Requests being received, waiting or computed.', admitted],
      ['classify_waiting', 'Requests that wait for a batch.', waiting],
    ] as const) {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    }
  }

  answered(code: number, seconds: number): void {
    this.#requests.inc({ code });
    this.#codes[code] = (this.#codes[code] ?? 0) + 1;
    if (code !== 200) return;
    this.#latency.observe(seconds);
    this.#exact.record(Math.max(1, Math.round(seconds * 1e6)));
  }

  batch(size: number): void {
    this.#batches.observe(size);
    this.#batchCount += 1;
    this.#pictures += size;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** For the health page; milliseconds. */
  async summary() {
    const { values } = await this.#latency.get();
    const histogram = values.filter(({ metricName }) => metricName?.endsWith('_bucket'));
    const at = (percent: number) => this.#exact.percentile(percent) / 1000;
    return {
      answers: this.#codes,
      batches: this.#batchCount,
      pictures_per_batch: this.#batchCount ? this.#pictures / this.#batchCount : 0,
      latency_ms: { p50: at(50), p90: at(90), p99: at(99), max: at(100) },
      // How many answers took at most so many seconds.
      latency_histogram: histogram.map(({ labels, value }) => ({ le: labels.le, count: value })),
    };
  }
}
