#:property PublishAot=false

using System.Net;

using var listener = new HttpListener();
listener.Prefixes.Add($"http://127.0.0.1:{Environment.GetEnvironmentVariable("PORT")}/");
listener.Prefixes.Add($"http://localhost:{Environment.GetEnvironmentVariable("PORT")}/");
listener.Start();
Console.WriteLine($"Hello with the arguments [{string.Join(", ", args)}]");
while (true)
{
    var context = await listener.GetContextAsync();
    await context.Response.OutputStream.WriteAsync("Hello from a single file."u8.ToArray());
    context.Response.Close();
}
