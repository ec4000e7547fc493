import { MonitoringDashboard } from "@cdktf/provider-google/lib/monitoring-dashboard";
import { Construct } from "constructs";

/** One number, coloured by its threshold. */
export interface Figure {
  readonly title: string;
  /** PromQL that gives one value. */
  readonly query: string;
  /** From where on it is red, where there is such a value. */
  readonly redAbove?: number;
}

/** Lines over time. */
export interface Chart {
  readonly title: string;
  /** PromQL; each series is a line. */
  readonly queries: readonly string[];
}

/** Properties of {@link Dashboard}. */
export interface DashboardProps {
  /** Its name in the console. */
  readonly title: string;
  /** Alert policies whose open incidents come first. @default - none */
  readonly incidentsOf?: readonly string[];
  /** Figures, then charts, three in a row. */
  readonly figures: readonly Figure[];
  /** Lines over time, after the figures. */
  readonly charts: readonly Chart[];
}

const dataSet = (prometheusQuery: string) => ({ timeSeriesQuery: { prometheusQuery }, plotType: "LINE" });

/** A dashboard of Cloud Monitoring: https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards */
export class Dashboard extends Construct {
  /** `projects/NUMBER/dashboards/ID` */
  readonly dashboardId: string;

  constructor(scope: Construct, id: string, { title, incidentsOf, figures, charts }: DashboardProps) {
    super(scope, id);
    const widgets = [
      ...(incidentsOf ? [{ title: "Open incidents", incidentList: { policyNames: incidentsOf } }] : []),
      ...figures.map(({ title: of, query, redAbove }) => ({
        title: of,
        scorecard: {
          timeSeriesQuery: { prometheusQuery: query },
          sparkChartView: { sparkChartType: "SPARK_LINE" },
          ...(redAbove !== undefined && { thresholds: [{ value: redAbove, color: "RED", direction: "ABOVE" }] }),
        },
      })),
      ...charts.map(({ title: of, queries }) => ({ title: of, xyChart: { dataSets: queries.map(dataSet) } })),
    ];
    this.dashboardId = new MonitoringDashboard(this, "Default", {
      dashboardJson: JSON.stringify({ displayName: title, gridLayout: { columns: "3", widgets } }),
    }).id;
  }
}
