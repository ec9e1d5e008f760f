/** A chart as the builders make it: what the page and the PDF report draw, say and tabulate. */
import type { EChartsOption } from 'echarts';
import type { ComparedValue } from '../measured/beside.ts';
import type { ComparedDistribution } from '../measured/beside-distributions.ts';
import type { PointSummary } from '../result/point-summary.ts';
import type { PointResult } from '../result/schema.ts';
import type { Scenario } from '../scenario/schema.ts';

export interface Chart {
  /** Which chart it is, whatever the language of its title. */
  readonly key: string;
  readonly title: string;
  /** What the chart shows, in words: its description for screen readers. */
  readonly summary: string;
  readonly option: EChartsOption;
  /** Series that a reader may put aside. Its names are those of the series in the option. */
  readonly legend: readonly ChartEntry[];
  /** From above, where one axis has names; else none. */
  readonly rows: readonly ChartEntry[];
  /** Height that suits the content, px. */
  readonly heightPx: number;
  /** Why there is nothing to draw, or empty. The option is then an empty chart. */
  readonly nothing: string;
  /** To be read with the chart: refused techniques, the meaning of marks. */
  readonly notes: readonly string[];
  /** The figures of the chart. */
  readonly table: ChartTable;
  /** The point of a mark, where marks are points: by the index of its series and its own in the series. */
  readonly pointAt?: (seriesIndex: number, dataIndex: number) => PointSummary | undefined;
  /** The packet of a place on a line, where the horizontal axis is latency: of the point of its series, with that latency, ns. */
  readonly packetAt?: (seriesIndex: number, latencyNs: number) => PickedPacket | undefined;
}

/** A series or a row of a chart. */
export interface ChartEntry {
  /** The same in all languages, and in the same chart of another run. */
  readonly key: string;
  readonly name: string;
  /** Label of the technique that it is of; left out where it is of none. */
  readonly technique?: string | undefined;
}

/** A packet by what a distribution shows of it. */
export interface PickedPacket {
  readonly point: PointResult;
  readonly latencyNs: number;
}

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a chart may know besides its points. All of it is optional: without it, names are plainer and limits are left out. */
export interface ChartContext {
  /** Scenario of the run: names and units of settings, order and styles of the techniques. */
  readonly scenario?: Scenario | undefined;
  /** Line rate of a port, Gbit/s: of the scenario, or of its NIC profile. */
  readonly lineRateGbps?: number | undefined;
  /** Path of the setting on the x axis. Default: the first that varies. */
  readonly axis?: string | undefined;
  /** Measured values to draw beside the points of theirs. */
  readonly measured?: readonly ComparedValue[] | undefined;
  /** Measured distributions of latency to draw beside those of points. */
  readonly measuredDistributions?: readonly ComparedDistribution[] | undefined;
}
