namespace Service;

/// <summary>A program that cannot go on.</summary>
internal static class Failure
{
    public static int Run()
    {
        Console.Error.WriteLine("This cannot go on.");
        return 3;
    }
}
