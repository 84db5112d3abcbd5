namespace Aspire.Hosting.Running.Processes;

/// <summary>What a program that ran to its end left.</summary>
/// <param name="Exit">How it ended.</param>
/// <param name="Lines">Its output, in the order in which it arrived.</param>
internal sealed record ProcessResult(ProcessExit Exit, IReadOnlyList<ProcessResult.Line> Lines)
{
    public bool Succeeded => Exit.Code == 0;

    /// <summary>What it wrote to standard output, its lines joined by line feeds.</summary>
    public string Output => Join(isError: false);

    /// <summary>What it wrote to standard error, its lines joined by line feeds.</summary>
    public string Errors => Join(isError: true);

    private string Join(bool isError) => string.Join('\n', from line in Lines where line.IsError == isError select line.Text);

    /// <summary>One line of output.</summary>
    internal readonly record struct Line(string Text, bool IsError);
}
