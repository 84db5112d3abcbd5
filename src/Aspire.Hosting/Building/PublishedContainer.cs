using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Building;

/// <summary>A program of this machine that is published as a container: everything declared about the program holds for it.</summary>
internal sealed class PublishedContainer(IResource program) : ContainerResource(program.Name), Aspire.Hosting.IResourceWithServiceDiscovery
{
    public override ResourceAnnotationCollection Annotations => program.Annotations;

    /// <summary>Puts a container that is built from the folder in the place of the program, where the application is published.</summary>
    public static void Replace<T>(IResourceBuilder<T> program, string contextPath, Action<IResourceBuilder<ContainerResource>>? configure) where T : IResource
    {
        var application = program.ApplicationBuilder;
        if (application.ExecutionContext.IsRunMode)
        {
            return;
        }

        // A second call says more about the container that the first one made.
        var container = application.Resources.OfType<PublishedContainer>().SingleOrDefault(one => one.Name == program.Resource.Name);
        if (container is null)
        {
            application.Resources.Remove(program.Resource);
            container = new PublishedContainer(program.Resource);
            application.AddResource(container)
                .WithDockerfile(contextPath)
                // They are those of this machine: paths that the image does not have.
                .WithArgs(context => context.Args.Clear());
        }

        configure?.Invoke(application.CreateResourceBuilder<ContainerResource>(container));
    }
}
