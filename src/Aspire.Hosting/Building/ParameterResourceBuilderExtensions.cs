using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Building;

namespace Aspire.Hosting;

/// <summary>Adds parameters to an application: values that whoever runs or deploys it supplies.</summary>
public static partial class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter, whose value is <c>Parameters:name</c> of the AppHost's configuration.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddParameter(name, _ => ParameterValues.Get(builder.Configuration, name, null), secret);
    }

    /// <summary>Adds a parameter with a fixed value.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value when the application runs.</param>
    /// <param name="publishValueAsDefault">Whether the value is published as the default of a deployment.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <exception cref="ArgumentException">A secret is to be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>Adds a parameter with a value that is made when it is needed.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="valueGetter">Makes the value.</param>
    /// <param name="publishValueAsDefault">Whether the value is published as the default of a deployment.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <exception cref="ArgumentException">A secret is to be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(valueGetter);
        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException($"The parameter '{name}' cannot be secret and publish its value: leave out secret or publishValueAsDefault.", nameof(secret));
        }

        var parameter = builder.AddParameter(name, _ => valueGetter(), secret);
        parameter.Resource.Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter) : null;
        return parameter;
    }

    /// <summary>Adds a parameter whose value is <c>Parameters:name</c> of the AppHost's configuration, or else a default.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The default, which may be generated.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <param name="persist">Whether the value is kept in the user secrets of the AppHost, so that the next run has it again.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(value);
        var parameter = builder.AddParameter(name, fallback => ParameterValues.Get(builder.Configuration, name, fallback), secret);
        parameter.Resource.Default = persist ? ParameterValues.Kept(builder, name, value) : value;
        return parameter;
    }

    /// <summary>Adds a parameter whose value is a setting of the AppHost's configuration.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="configurationKey">The setting.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configurationKey);
        var parameter = builder.AddParameter(name, _ => ParameterValues.Get(builder.Configuration, name, null, configurationKey), secret);
        parameter.Resource.ConfigurationKey = configurationKey;
        return parameter;
    }

    /// <summary>Says what the parameter is for.</summary>
    /// <param name="builder">The parameter.</param>
    /// <param name="description">Shown to whoever supplies the value.</param>
    /// <param name="enableMarkdown">Whether the description is Markdown.</param>
    public static IResourceBuilder<ParameterResource> WithDescription(this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        (builder.Resource.Description, builder.Resource.EnableDescriptionMarkdown) = (description, enableMarkdown);
        return builder;
    }

    /// <summary>Says how the parameter's value is asked for on the dashboard: as a number or one of several options, for example.</summary>
    /// <param name="builder">The parameter.</param>
    /// <param name="createInput">Makes the input. Its name and its first value may be anything.</param>
    public static IResourceBuilder<ParameterResource> WithCustomInput(this IResourceBuilder<ParameterResource> builder, Func<ParameterResource, InteractionInput> createInput)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new InputGeneratorAnnotation(createInput), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Adds a connection string, which is <c>ConnectionStrings:name</c> of the AppHost's configuration.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="environmentVariableName">The variable that a reference puts it in; <c>ConnectionStrings__name</c>, if there is none.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var key = $"ConnectionStrings:{name}";
        return builder.AddResource(new ConnectionStringParameterResource(
            name, _ => ParameterValues.Get(builder.Configuration, name, null, key), environmentVariableName));
    }

    /// <summary>Makes a parameter that holds a generated password, kept in the user secrets of the AppHost. It is not added to the application.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0) => CreateGeneratedParameter(builder, name, secret: true, new GenerateParameterDefault
        {
            MinLength = PasswordLength,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        });

    /// <summary>Makes a parameter that holds a generated value, kept in the user secrets of the AppHost. It is not added to the application.</summary>
    public static ParameterResource CreateGeneratedParameter(IDistributedApplicationBuilder builder, string name, bool secret, GenerateParameterDefault parameterDefault)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(parameterDefault);
        return new ParameterResource(name, fallback => ParameterValues.Get(builder.Configuration, name, fallback), secret)
        {
            Default = ParameterValues.Kept(builder, name, parameterDefault),
        };
    }

    /// <summary>Makes a parameter whose value is <c>Parameters:name</c> of the AppHost's configuration. It is not added to the application.</summary>
    public static ParameterResource CreateParameter(IDistributedApplicationBuilder builder, string name, bool secret)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new ParameterResource(name, _ => ParameterValues.Get(builder.Configuration, name, null), secret);
    }

    // As long as 128 bits of randomness need with letters and digits.
    private const int PasswordLength = 22;

    private static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, Func<ParameterDefault?, string> callback, bool secret) =>
        builder.AddResource(new ParameterResource(name, callback, secret));
}
