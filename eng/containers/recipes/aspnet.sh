# ASP.NET Core's runtime, for programs that are put into it.
packages=(busybox libstdc++6 libssl3 zlib1g)
environment=(DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_RUNNING_IN_CONTAINER=true ASPNETCORE_HTTP_PORTS=8080)
config='"Cmd": ["sh"], "ExposedPorts": {"8080/tcp": {}}'

fill() {
    dotnet_runtime "$1" Microsoft.NETCore.App Microsoft.AspNetCore.App
    shell "$1"
}
