using System.Runtime.InteropServices;
using Avatar.Core.Languages;

namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>
/// What a search has heard, generation by generation, so that it goes on where it was interrupted. Each generation is the number
/// of its observations and, for each, language, sentence, synthesis, point, embedding and harm, which is no number where it was not judged; little-endian.
/// </summary>
internal sealed class SearchJournal : IDisposable
{
    private const int ObservationBytes = 3 * sizeof(int) + (VoicePoint.Dimensions + SpeakerEncoder.EmbeddingLength + 1) * sizeof(float);

    private readonly Queue<Observation[]> _known = [];
    private readonly FileStream _file;
    private readonly BinaryWriter _writer;

    /// <summary>Opens a journal.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <param name="search">Names the search; what another one has written is dropped.</param>
    public SearchJournal(string path, string search)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _writer = new BinaryWriter(_file);
        // A crash may have cut off the last generation, which is heard again then.
        _file.SetLength(ReadKnown(search));
        _file.Position = _file.Length;
        if (_file.Length > 0) return;
        _writer.Write(search);
        _writer.Flush();
    }

    /// <summary>The next generation that was heard before, or null.</summary>
    public Observation[]? Next() => _known.TryDequeue(out var known) ? known : null;

    /// <summary>Writes a generation.</summary>
    public void Write(Observation[] generation)
    {
        _writer.Write(generation.Length);
        foreach (var heard in generation)
        {
            _writer.Write((int)heard.Language);
            _writer.Write(heard.Sentence);
            _writer.Write(heard.Synthesis);
            _writer.Write(MemoryMarshal.AsBytes(heard.Point.Values));
            _writer.Write(MemoryMarshal.AsBytes(heard.Embedding.AsSpan()));
            _writer.Write(heard.Harm ?? float.NaN);
        }

        _writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private long ReadKnown(string search)
    {
        using var reader = new BinaryReader(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        try
        {
            if (_file.Length == 0 || reader.ReadString() != search) return 0;
            while (true)
            {
                var end = _file.Position;
                if (_file.Length - end < sizeof(int) || reader.ReadInt32() is var count && (count <= 0 || (_file.Length - _file.Position) / ObservationBytes < count)) return end;
                _known.Enqueue([.. Enumerable.Range(0, count).Select(_ => Read(reader))]);
            }
        }
        catch (Exception cut) when (cut is EndOfStreamException or FormatException)
        {
            return 0;
        }
    }

    private static Observation Read(BinaryReader reader)
    {
        var (language, sentence, synthesis) = ((Language)reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var (point, embedding) = (new float[VoicePoint.Dimensions], new float[SpeakerEncoder.EmbeddingLength]);
        reader.ReadExactly(MemoryMarshal.AsBytes(point.AsSpan()));
        reader.ReadExactly(MemoryMarshal.AsBytes(embedding.AsSpan()));
        var harm = reader.ReadSingle();
        return new Observation(VoicePoint.Taken(point), language, sentence, synthesis, embedding, float.IsNaN(harm) ? null : harm);
    }
}
