using System.Text.Json.Nodes;
using AspireEcs.Plans;
using AspireEcs.Prices;
using AspireEcs.Templates;
using AspireEcs.Tests.Schema;

namespace AspireEcs.Tests.Prices;

public sealed class CostTests
{
    private static readonly CostEstimate Shop = Estimate(ShopTemplate.Document());

    [Theory]
    [InlineData("Api", 36.04, "2 tasks of 0.5 vCPU and 1 GB, x86")]     // 730 * 2 * (0.5 * 0.04048 + 0.004445)
    [InlineData("Cache", 37.38, "2 nodes cache.t4g.small, valkey")]      // 730 * 2 * 0.032 * 0.8
    [InlineData("Database", 106.40, "db.t4g.medium with 50 GB, twice (multi-AZ)")] // 2 * (730 * 0.065 + 50 * 0.115)
    [InlineData("DatabasePassword", 0.40, "a secret")]
    public void What_is_charged_for_being_there_is_estimated_and_explained(string logicalId, double monthly, string made)
    {
        var cost = Shop.Resources.Single(resource => resource.LogicalId == logicalId);

        Assert.Equal(made, cost.Made);
        Assert.Equal(monthly, (double)cost.Monthly!.Value, tolerance: 0.01);
    }

    [Fact]
    public void The_sum_is_of_all_and_the_dearest_comes_first()
    {
        Assert.Equal("Database", Shop.Resources[0].LogicalId);
        Assert.Equal(Shop.Resources.Sum(cost => cost.Monthly), Shop.Monthly);
        Assert.Empty(Shop.Unknown);
    }

    [Fact]
    public void What_is_charged_by_use_is_named()
    {
        var log = Shop.Resources.Single(cost => cost.LogicalId == "CacheLog");

        Assert.Equal((0m, "GB taken in and stored"), (log.Monthly, log.Usage));
    }

    [Fact]
    public void A_parameter_a_mapping_and_a_condition_are_worked_out()
    {
        var json = ShopTemplate.Json();
        json["Mappings"] = JsonNode.Parse("""{ "Sizes": { "us-east-1": { "cpu": "1024" } } }""");
        json["Conditions"]!["Never"] = JsonNode.Parse("""{ "Fn::Equals": ["a", "b"] }""");
        var resources = json["Resources"]!.AsObject();
        resources.Of("ApiTask")["Cpu"] = JsonNode.Parse("""{ "Fn::FindInMap": ["Sizes", { "Ref": "AWS::Region" }, "cpu"] }""");
        resources.Of("Database")["MultiAZ"] = JsonNode.Parse("""{ "Fn::If": ["Never", true, false] }""");
        resources["Cache"]!["Condition"] = "Never";

        var costs = CostEstimator.Estimate(new StackTemplate(TemplateDocument.Parse(json.ToJsonString(), "it"), new Dictionary<string, string> { ["ApiCount"] = "3" }), "us-east-1").Resources;

        Assert.Equal("3 tasks of 1 vCPU and 1 GB, x86", costs.Single(cost => cost.LogicalId == "Api").Made);
        Assert.Equal("db.t4g.medium with 50 GB", costs.Single(cost => cost.LogicalId == "Database").Made);
        Assert.DoesNotContain(costs, cost => cost.LogicalId == "Cache");
    }

    [Fact]
    public void Another_region_costs_its_factor_and_one_without_prices_is_said_to_be_unknown()
    {
        Assert.True(Estimate(ShopTemplate.Document(), "sa-east-1").Monthly > 1.5m * Shop.Monthly);
        Assert.Contains(Estimate(ShopTemplate.Document(), "mars-north-1").Unknown, cost => cost.LogicalId == "Database");
    }

    [Fact]
    public void A_limit_is_held_against_the_sum_and_against_what_has_no_price()
    {
        Assert.Null(Plan(500, _ => { }).TooDear);
        Assert.Equal("It would cost about 180.62 USD a month, and the settings allow 100.00. Make it smaller, or raise the limit.", Plan(100, _ => { }).TooDear);
        Assert.Contains("there is no price for Cache in us-east-1", Plan(500, resources => resources.Of("Cache")["CacheNodeType"] = "cache.x9z.large").TooDear, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_says_how_old_it_is_and_what_it_is()
    {
        Assert.True(PriceTable.Embedded.Date > new DateOnly(2025, 1, 1));
        Assert.Contains("estimate", PriceTable.Embedded.Source, StringComparison.OrdinalIgnoreCase);
    }

    private static CostEstimate Estimate(TemplateDocument template, string region = "us-east-1") =>
        CostEstimator.Estimate(new StackTemplate(template, new Dictionary<string, string>()), region);

    private static DeploymentPlan Plan(decimal limit, Action<JsonObject> change) => DeploymentPlan.Make(
        StackTemplate.Nothing, new StackTemplate(ShopTemplate.With(change), new Dictionary<string, string>()), new PlanOptions("us-east-1", PlanAllowances.None, limit));
}
