using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>What to watch on RDS.</summary>
internal static class DatabaseAlarms
{
    private const double GiB = 1024d * 1024 * 1024;

    internal static void Write(StoreNode store, Deployment deployment)
    {
        Watch("CPUUtilization", 80, below: false, "the processor is nearly always busy");
        Watch("FreeStorageSpace", 2 * GiB, below: true, "less than 2 GiB of storage are free");
        Watch("FreeableMemory", GiB / 4, below: true, "less than 256 MiB of memory are free");
        Watch("DatabaseConnections", 300, below: false, "there are unusually many connections");

        void Watch(string metric, double threshold, bool below, string description) => ObservabilityWriter.Alarm(
            deployment, $"{store.Id}{metric}", $"{store.Name}: {description}.",
            new AlarmMetric("AWS/RDS", metric, [("DBInstanceIdentifier", Cfn.Ref(store.Id))], "Average", threshold, Minutes: 5, below));
    }
}
