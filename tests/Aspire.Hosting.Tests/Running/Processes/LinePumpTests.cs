using System.Text;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Tests.Running.Processes;

public class LinePumpTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("one", new[] { "one" })]
    [InlineData("one\n", new[] { "one" })]
    [InlineData("one\r\ntwo\n\nlast", new[] { "one", "two", "", "last" })]
    [InlineData("a\rb\n", new[] { "a\rb" })]
    public async Task Text_is_cut_at_line_ends(string text, string[] lines) =>
        Assert.Equal(lines, await LinesOf(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task A_character_that_arrives_in_two_parts_is_put_together() =>
        Assert.Equal(["größe €"], await LinesOf(Encoding.UTF8.GetBytes("größe €\n"), chunk: 1));

    [Fact]
    public async Task A_line_of_any_length_is_handed_on_in_pieces_and_the_next_one_is_whole()
    {
        var long_ = string.Concat(Enumerable.Repeat("ab€", LinePump.LongestLine));

        var lines = await LinesOf(Encoding.UTF8.GetBytes(long_ + "\nnext\n"));

        Assert.Equal("next", lines[^1]);
        Assert.Equal(long_, string.Concat(lines[..^1]));
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, LinePump.LongestLine));
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_do_not_stop_the_output() =>
        Assert.Equal(["a\uFFFDb", "next"], await LinesOf([(byte)'a', 0xFF, (byte)'b', (byte)'\n', .. "next"u8]));

    private static async Task<List<string>> LinesOf(byte[] bytes, int chunk = 4096)
    {
        var lines = new List<string>();
        await LinePump.PumpAsync(new SlowStream(bytes, chunk), lines.Add, TestContext.Current.CancellationToken);
        return lines;
    }

    /// <summary>Gives a few bytes at a time, as a pipe may.</summary>
    private sealed class SlowStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
