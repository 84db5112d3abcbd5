using System.Text.Json;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>No server answers whoever has not said who it is.</summary>
internal static class AuthenticationCheck
{
    private static readonly PropertyRule[] Rules =
    [
        new("auth-user-group", Cache, "UserGroupIds", value => value.Entries().Any(), "Redis would answer anybody who reaches it.", "Name a user group in UserGroupIds."),
        new("auth-users", CacheUsers, "UserIds", value => value.Entries().Any(), "The group has no user.", "List the application's user, and a default user that is off."),
        new("auth-broker", Broker, "ClientAuthentication.Unauthenticated.Enabled", value => value.Is("false"), "The brokers would answer clients without a user.", "Set ClientAuthentication.Unauthenticated.Enabled to false."),
    ];

    internal static IEnumerable<Finding> Of(CheckedStack stack) => PropertyRule.Check(stack, Rules).Concat(Users(stack)).Concat(Databases(stack));

    private static IEnumerable<Finding> Users(CheckedStack stack) =>
        from user in stack.All(CacheUser)
        let access = user.Properties.At("AccessString").Plain() ?? ""
        where access.Contains("nopass", StringComparison.Ordinal) || user.Properties.At("NoPasswordRequired").IsTrue() || !HasCredentials(user.Properties)
        select Finding.In(user, "AuthenticationMode", "auth-user-password", "This user of Redis needs no password.", "Give AuthenticationMode the type password and a password of Secrets Manager.");

    private static bool HasCredentials(JsonElement user) =>
        user.At("AuthenticationMode.Type").Is("iam")
        || user.At("AuthenticationMode.Type").Is("password") && user.At("AuthenticationMode.Passwords").Entries().Any()
        || user.At("Passwords").Entries().Any();

    private static IEnumerable<Finding> Databases(CheckedStack stack) =>
        from database in stack.All(Database)
        where database.Properties.At("MasterUserPassword").ValueKind == JsonValueKind.Undefined && !database.Properties.At("ManageMasterUserPassword").IsTrue()
        select Finding.In(database, "MasterUserPassword", "auth-database-password", "The database has no password.", "Resolve one from Secrets Manager.");
}
