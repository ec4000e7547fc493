import { TerraformLocal } from "cdktf";
import { Dashboard } from "../../../constructs/observability/dashboard";
import { resourceOf } from "../../support/blocks";
import { synthConstruct } from "../../support/synth-construct";

test("open incidents come first, then figures with what is red, then charts", () => {
  // WHEN
  const stack = synthConstruct((scope) => {
    const name = new TerraformLocal(scope, "name", "x").asString;
    new Dashboard(scope, "dashboard", {
      title: "Is there cake?",
      incidentsOf: ["policy"],
      figures: [
        { title: "Pieces", query: `cake{of="${name}"}`, redAbove: 8 },
        { title: "Plates", query: "plates" },
      ],
      charts: [{ title: "Crumbs", queries: ["crumbs", "flies"] }],
    });
  });
  const { dashboard_json: json } = resourceOf(stack, "google_monitoring_dashboard");

  // THEN
  expect(JSON.parse(json as string)).toEqual({
    displayName: "Is there cake?",
    gridLayout: {
      columns: "3",
      widgets: [
        { title: "Open incidents", incidentList: { policyNames: ["policy"] } },
        {
          title: "Pieces",
          scorecard: {
            timeSeriesQuery: { prometheusQuery: 'cake{of="${local.name}"}' },
            sparkChartView: { sparkChartType: "SPARK_LINE" },
            thresholds: [{ value: 8, color: "RED", direction: "ABOVE" }],
          },
        },
        {
          title: "Plates",
          scorecard: {
            timeSeriesQuery: { prometheusQuery: "plates" },
            sparkChartView: { sparkChartType: "SPARK_LINE" },
          },
        },
        {
          title: "Crumbs",
          xyChart: {
            dataSets: ["crumbs", "flies"].map((prometheusQuery) => ({
              timeSeriesQuery: { prometheusQuery },
              plotType: "LINE",
            })),
          },
        },
      ],
    },
  });
});
