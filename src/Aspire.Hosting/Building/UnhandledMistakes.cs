using System.Diagnostics;

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
                if (unhandled.ExceptionObject is Exception exception && IsMistake(exception))
                {
                    Console.Error.WriteLine(Sentence(exception));
                    Environment.Exit(1);
                }
            };
        }
    }

    // An argument that this assembly and its kin refuse is the caller's mistake; one that something else refuses is a defect.
    private static bool IsMistake(Exception exception) =>
        exception is DistributedApplicationException || (exception is ArgumentException && IsOurs(new StackTrace(exception).GetFrame(0)));

    private static string Sentence(Exception exception)
    {
        var message = exception is ArgumentException { ParamName: { } parameter }
            ? exception.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal)
            : exception.Message;

        // Where the AppHost says it: the first place on the way there that is not ours, as far as symbols tell.
        var place = new StackTrace(exception, fNeedFileInfo: true).GetFrames().SkipWhile(IsOurs).FirstOrDefault();
        return place?.GetFileName() is { } file ? $"{message} ({Path.GetFileName(file)}, line {place.GetFileLineNumber()})" : message;
    }

    private static bool IsOurs(StackFrame? frame) =>
        frame?.GetMethod()?.DeclaringType?.Assembly.GetName().Name?.StartsWith("Aspire.Hosting", StringComparison.Ordinal) == true;
}
