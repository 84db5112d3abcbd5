namespace Aspire.Hosting.Building;

/// <summary>Answers a mistake that the AppHost's own code makes while it declares the model by its sentence, in place of a stack trace.</summary>
internal static class UnhandledMistakes
{
    private static int _installed;

    public static void AnswerBySentence()
    {
        if (Interlocked.Exchange(ref _installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            {
                if (unhandled.ExceptionObject is DistributedApplicationException mistake)
                {
                    Console.Error.WriteLine(mistake.Message);
                    Environment.Exit(1);
                }
            };
        }
    }
}
