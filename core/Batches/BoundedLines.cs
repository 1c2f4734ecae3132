using System.Text;

namespace Avatar.Core.Batches;

/// <summary>Reads lines; of one that is too long only the beginning is kept in memory.</summary>
internal sealed class BoundedLines(TextReader reader, int longest)
{
    private readonly char[] _buffer = new char[4096];
    private int _at;
    private int _count;

    /// <summary>A line; its text is null when it is too long.</summary>
    internal readonly record struct Line(string? Text);

    /// <summary>The next line, or null at the end.</summary>
    public async Task<Line?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var tooLong = false;
        var any = false;
        while (true)
        {
            if (_at == _count)
            {
                (_at, _count) = (0, await reader.ReadAsync(_buffer, cancellationToken));
                if (_count == 0) return any ? new Line(tooLong ? null : line.ToString()) : null;
            }

            any = true;
            var end = _buffer.AsSpan(_at, _count - _at).IndexOf('\n');
            var length = end < 0 ? _count - _at : end;
            if (line.Length + length > longest) tooLong = true;
            if (!tooLong) line.Append(_buffer, _at, length);
            _at += length;
            if (end < 0) continue;
            _at++;
            return new Line(tooLong ? null : line.ToString());
        }
    }
}
