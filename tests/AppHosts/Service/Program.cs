using Service;

// One program that plays every service of the AppHosts beside it: its first argument says which part it has.
var role = args.FirstOrDefault(argument => !argument.StartsWith('-')) ?? "web";
return role switch
{
    "worker" => Worker.Run(args),
    "migrate" => await Migration.RunAsync(args),
    "fail" => Failure.Run(),
    _ => Web.Run(args),
};
